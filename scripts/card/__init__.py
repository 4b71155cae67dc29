"""The doorstep card without a browser: its texts, its HTML, every form of it as a document."""
