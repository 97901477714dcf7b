"""What any input must not break: fuzz targets, and the inputs that once did."""
