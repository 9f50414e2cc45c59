"""The Look inside tab: from ink to answer, and why."""
