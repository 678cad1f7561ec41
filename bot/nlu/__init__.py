"""Components of Rasa's pipeline: thin shells around functions of `finnish` and scikit-learn."""
