"""What several panels need: colours, painting, buttons, cells to point at."""
