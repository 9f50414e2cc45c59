"""Into how many parts training images are dealt to find doubtful labels."""

FEWEST, USUAL, MOST = 2, 3, 10
