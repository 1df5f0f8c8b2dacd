"""What our days are compared with: other libraries' arithmetic, tables and ephemerides. None of it is ours."""
