"""The tab in which a network is trained and watched."""
