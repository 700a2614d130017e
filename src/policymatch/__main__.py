"""`python -m policymatch` is the command line."""

from policymatch.cli import main

if __name__ == "__main__":
    main()
