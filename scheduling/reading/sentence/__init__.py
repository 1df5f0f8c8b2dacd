"""One sentence: what each of its pieces is for, and the events in the making that they give together."""
