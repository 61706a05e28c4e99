"""`python -m flows` is the command `pledgebook`."""

import sys

from flows.cli import main

sys.exit(main())
