"""The frame around the panels: tabs, menus, messages, files."""
