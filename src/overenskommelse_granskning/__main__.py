"""``python -m overenskommelse_granskning`` is the same as ``granska``."""

from .cli import main

if __name__ == "__main__":
    main()
