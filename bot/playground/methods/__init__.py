"""The Web API methods of the stand-in, one module for each family."""
