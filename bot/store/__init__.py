"""The database: tables, migrations and every query. Nothing outside this folder speaks SQL."""
