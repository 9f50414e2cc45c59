"""The tab of one's own digits: gallery and lesson."""
