"""The evidence pages: static HTML that shows every quantity on the text it was read from.

They need no network, no server and no build step, and work from `file://`.
"""

from pipelines.report.pages import ReportCounts, write_report

__all__ = ["ReportCounts", "write_report"]
