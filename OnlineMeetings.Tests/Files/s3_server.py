"""
A real S3-compatible server (OpenStack Swift, whole and in one process) for the tests: buckets live in a folder, gone with it.
What is sent with the header X-Age is as many seconds old.
"""
import array
import os
import pathlib
import sys
import threading
import time

import eventlet

eventlet.monkey_patch()

# What is lost with the machine is not missed here.
os.fsync = os.fdatasync = lambda descriptor: None

from eventlet import wsgi
from swift.common import storage_policy, utils

port, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])

(folder / "disk").mkdir()
(folder / "swift.conf").write_text("""
[swift-hash]
swift_hash_path_prefix = tests
swift_hash_path_suffix = tests
[storage-policy:0]
name = one
default = yes
""")
(folder / "proxy.conf").write_text(f"""
[DEFAULT]
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors bulk s3api tempauth slo proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
allowable_clock_skew = 1000000
[filter:tempauth]
use = egg:swift#tempauth
user_meetings_tests = secret .admin
[filter:slo]
use = egg:swift#slo
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
""")
utils.SWIFT_CONF_FILE = storage_policy.SWIFT_CONF_FILE = str(folder / "swift.conf")
utils.validate_hash_conf()
storage_policy.reload_storage_policies()

from swift.account.server import AccountController
from swift.common import wsgi as swift_wsgi
from swift.common.ring import RingData
from swift.container.server import ContainerController
from swift.obj.server import ObjectController

settings = {
    "devices": str(folder), "swift_dir": str(folder), "mount_check": "false", "disable_fallocate": "true", "auto_create_account_prefix": ".",
}


request = threading.local()
utils.Timestamp.now = classmethod(lambda cls, offset=0, delta=0: cls(time.time() - getattr(request, "age", 0), offset=offset, delta=delta))


class NothingRemembered:
    """What would be a cache between several proxies."""

    def get(self, *args, **kwargs):
        return None

    def set(self, *args, **kwargs):
        return None

    incr = decr = delete = set


def serve(app, listener):
    eventlet.spawn(wsgi.server, listener, app, log_output=False, debug=False, protocol=swift_wsgi.SwiftHttpProtocol)


for name, controller in (("account", AccountController), ("container", ContainerController), ("object", ObjectController)):
    listener = eventlet.listen(("127.0.0.1", 0))
    disk = {"id": 0, "region": 1, "zone": 1, "weight": 1, "device": "disk", "ip": "127.0.0.1", "port": listener.getsockname()[1]}
    disk.update(replication_ip=disk["ip"], replication_port=disk["port"])
    RingData([array.array("H", [0, 0])], [disk], 31).save(str(folder / f"{name}.ring.gz"))
    serve(controller(settings), listener)

proxy = swift_wsgi.loadapp(str(folder / "proxy.conf"))


def in_front(env, start):
    env["swift.cache"] = NothingRemembered()
    request.age = float(env.get("HTTP_X_AGE", 0))
    return proxy(env, start)


serve(in_front, eventlet.listen(("127.0.0.1", port)))
print("ready", flush=True)
eventlet.tpool.execute(sys.stdin.read)
os._exit(0)
