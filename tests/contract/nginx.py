"""nginx with TLS 1.3 only, in front of servers that speak plain HTTP."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from contract.certificates import Certificate
from contract.programs import HOST, Program, free_port, running
from peers import tool

_CONFIG = """
daemon off; master_process off; pid {work}/pid; worker_processes 1;
events {{}}
http {{
    access_log off; client_max_body_size 0; default_type application/octet-stream;
    client_body_temp_path {work}/t1; proxy_temp_path {work}/t2; fastcgi_temp_path {work}/t3;
    uwsgi_temp_path {work}/t4; scgi_temp_path {work}/t5;
    server {{
        listen {host}:{port} ssl;
        {also}
        ssl_protocols TLSv1.3;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        {places}
        location / {{
            proxy_pass http://{host}:{behind};
            proxy_http_version 1.1;
            proxy_request_buffering {buffering};
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
            proxy_set_header X-Forwarded-Proto https;
        }}
    }}
}}
"""


@contextlib.contextmanager
def front(
    work: Path,
    certificate: Certificate,
    behind: int,
    places: str = "",
    buffering: str = "off",
    *,
    also: str = "",
) -> Iterator[Program]:
    """Run it before a port of loopback; ``places`` are lines of its configuration.

    ``also`` is another address of a machine of the test's own.
    """
    nginx = tool("nginx")
    work.mkdir(parents=True, exist_ok=True)
    port = free_port()
    config = work / "nginx.conf"
    config.write_text(
        _CONFIG.format(
            work=work,
            host=HOST,
            port=port,
            also=f"listen {also}:{port} ssl;" if also else "",
            behind=behind,
            certificate=certificate.path,
            key=certificate.key,
            places=places,
            buffering=buffering,
        )
    )
    errors = work / "nginx.log"
    command = [nginx, "-p", str(work), "-c", str(config), "-e", str(errors)]
    with running(command, port, errors) as program:
        yield program
