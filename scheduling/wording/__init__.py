"""The words of an answer, as data, and the filling in of them."""
