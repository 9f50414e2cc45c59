"""What a person sees and touches: PySide6 and pyqtgraph. TensorFlow is reached through jobs."""
