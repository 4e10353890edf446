"""`python -m pingkou_gui`: the program as the installed command starts it."""

import sys

from pingkou_gui.app import main

sys.exit(main())
