"""The panel in which digits are drawn and read."""
