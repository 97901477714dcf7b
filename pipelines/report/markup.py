"""Text made safe for the places where a page holds it."""

import html
import json
import re
from typing import Any

# Control characters would vanish or change how the text around them is shown; their pictures (U+2400 on) are seen.
_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_CONTROL_PICTURES |= {0x7F: 0x2421} | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
# Direction overrides would let a text show digits in another order than it holds them.
_CONTROL_PICTURES |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD)

_CONTROL = re.compile("[" + "".join(map(re.escape, map(chr, _CONTROL_PICTURES))) + "]")

# Inside <script> only these could end the element or, in older engines, the statement.
_SCRIPT_ESCAPES = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def escape_text(text: str | None) -> str:
    """Return `text` for use as HTML text or inside a quoted attribute; control characters become visible.

    >>> escape_text('增长<b>5%</b> "同比"')
    '增长&lt;b&gt;5%&lt;/b&gt; &quot;同比&quot;'
    """
    text = text or ""
    if _CONTROL.search(text):  # looked for first: translating is slow, and hardly any text holds one
        text = text.translate(_CONTROL_PICTURES)
    return html.escape(text, quote=True)


def script_json(value: Any) -> str:
    """Return `value` as JSON that is safe inside a <script> element and as a JavaScript expression.

    >>> script_json(["</script>", "亿元"])
    '["\\\\u003c/script\\\\u003e","亿元"]'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _SCRIPT_ESCAPES.items():
        text = text.replace(character, escape)
    return text
