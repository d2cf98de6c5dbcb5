"""``python -m nlp``: the command ``ykien``, where its script is not on the path."""

from nlp.cli import main

if __name__ == "__main__":
    main()
