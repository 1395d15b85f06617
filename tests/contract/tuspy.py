"""A stock tuspyserver: ``python tuspy.py FOLDER PORT [SECONDS]``.

Where two want one upload, it answers nobody until a lock is free: for half a minute, or SECONDS.
"""

import sys

import uvicorn
from fastapi import FastAPI
from tuspyserver import create_tus_router, lock

folder, port, *seconds = sys.argv[1:]
if seconds:
    lock.acquire_upload_lock.__wrapped__.__defaults__ = (None, True, float(seconds[0]))
app = FastAPI()
app.include_router(create_tus_router(prefix="files", files_dir=folder))
uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="critical")
