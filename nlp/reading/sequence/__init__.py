"""Documents as sequences of segments, and the model that labels them."""
