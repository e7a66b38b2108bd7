"""Looks at widgets and at the debugger in JupyterLab, in headless Chromium; needs a virtual environment:

    python3 -m venv DIR && DIR/bin/pip install jupyterlab ipywidgets
    ./lab install --debugger --prefix DIR
    DIR/bin/python kernel/src/bench/jupyterlab.py FOLDER_FOR_PICTURES

It stops with an error where something is not as it should be. No part of the gate: Debian has neither JupyterLab 4 nor its widget manager.
"""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import websocket  # jupyter_server brings it

LAB, CHROMIUM = 18899, 18898
WIDGETS = [
    'var width = Controls.slider("width", 1, 100);\nwidth.each(w -> "twice is " + 2 * w)',
    'Controls.dropdown("loss", "square", "hinge").each(loss -> Html.of("<b>" + loss + "</b>"))',
    'var bar = Controls.progress("steps", 50);\nbar',
    "bar.value(30);",
    "width",
]
DEBUGGED = [
    "double slope(double[] x, double[] y) {\n    double sxy = 0;\n    double sxx = 0;\n"
    "    for (int i = 0; i < x.length; i++) {\n        sxy += x[i] * y[i];\n        sxx += x[i] * x[i];\n    }\n"
    "    return sxy / sxx;\n}",
    "double[] x = {1, 2, 3};\ndouble fitted = slope(x, new double[] {2, 4, 6});\nSystem.out.println(fitted);\nfitted * 2",
]


class Page:
    """The one page of the browser, over its DevTools protocol."""

    def __init__(self, pictures):
        tabs = json.load(urllib.request.urlopen(f"http://127.0.0.1:{CHROMIUM}/json"))
        address = next(tab for tab in tabs if tab["type"] == "page")["webSocketDebuggerUrl"]
        self.socket, self.count, self.pictures = websocket.create_connection(address, timeout=120), 0, pictures
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def send(self, method, **parameters):
        self.count += 1
        self.socket.send(json.dumps({"id": self.count, "method": method, "params": parameters}))
        while True:
            reply = json.loads(self.socket.recv())
            if reply.get("id") == self.count:
                return reply["result"]

    def value(self, expression):
        return self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)["result"].get("value")

    def wait(self, expression, seconds=60):
        end = time.time() + seconds
        while not self.value(f"!!({expression})"):
            if time.time() > end:
                self.picture("failed")
                sys.exit(f"never true: {expression}\n{self.value('document.body.innerText')}")
            time.sleep(0.2)

    def picture(self, name):
        data = self.send("Page.captureScreenshot", format="png")["data"]
        (self.pictures / f"{name}.png").write_bytes(base64.b64decode(data))

    def mouse(self, kind, x, y):
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1)

    def drag(self, x, y, right):
        self.mouse("mousePressed", x, y)
        for step in range(1, 11):
            self.mouse("mouseMoved", x + right * step / 10, y)
        self.mouse("mouseReleased", x + right, y)

    def key(self, name, code):
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code)

    def command(self, name):
        self.value(f"void window.jupyterapp.commands.execute('{name}')")

    def open(self, desk, name, sources):
        cells = [dict(cell_type="code", id=f"c{i}", metadata={}, execution_count=None, outputs=[], source=s) for i, s in enumerate(sources)]
        spec = dict(name="java", display_name="Java (Ridgeless)", language="java")
        (desk / name).write_text(json.dumps(dict(cells=cells, metadata=dict(kernelspec=spec), nbformat=4, nbformat_minor=5)))
        self.show(name, len(sources))

    def show(self, name, cells):
        self.send("Page.navigate", url=f"http://127.0.0.1:{LAB}/lab/tree/{name}?reset")
        self.wait(f"window.jupyterapp && document.querySelectorAll('.jp-CodeCell').length == {cells}", 120)
        self.wait("document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status == 'idle'", 120)
        self.wait(
            "(document.querySelectorAll('.jp-Dialog .jp-mod-accept').forEach(button => button.click()),"
            " document.querySelector('.jp-CodeCell .cm-content').focus(),"
            " window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status == 'idle')"
        )

    def run(self, cell):
        self.value(f"window.jupyterapp.shell.currentWidget.content.activeCellIndex = {cell}")
        self.command("notebook:run-cell")


def text(cell):
    return f"document.querySelectorAll('.jp-CodeCell')[{cell}].querySelector('.jp-OutputArea').innerText"


def widgets(page, desk):
    page.open(desk, "widgets.ipynb", WIDGETS)
    page.command("notebook:run-all-cells")
    page.wait("document.querySelectorAll('.noUi-handle').length == 2 && document.querySelector('.progress-bar, .widget-hprogress')")
    page.wait(text(0) + ".includes('twice is 2')")
    x, y = page.value("(r => [r.x + r.width / 2, r.y + r.height / 2])(document.querySelector('.noUi-handle').getBoundingClientRect())")
    page.drag(x, y, 60)
    dragged = int(page.value("document.querySelector('.widget-readout').innerText"))
    if dragged < 10:
        sys.exit(f"the slider was dragged to {dragged}")
    page.wait(text(0) + f".includes('twice is {2 * dragged}')")
    page.value("document.querySelectorAll('.noUi-handle')[1].focus()")
    page.key("ArrowRight", 39)
    page.wait(text(0) + f".includes('twice is {2 * (dragged + 1)}')")
    page.value("(s => { s.selectedIndex = 1; s.dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelector('.widget-dropdown select'))")
    page.wait("[...document.querySelectorAll('.jp-OutputArea b')].some(b => b.innerText == 'hinge')")
    page.picture("widgets")
    page.command("docmanager:save")
    page.wait("!window.jupyterapp.shell.currentWidget.context.model.dirty")
    page.show("widgets.ipynb", len(WIDGETS))
    page.wait(text(0) + f".includes('twice is {2 * (dragged + 1)}')")
    page.picture("widgets-reloaded")


def mark(page, cell, line):
    x, y = page.value(
        f"(c => {{ const n = [...c.querySelectorAll('.cm-lineNumbers .cm-gutterElement')].find(e => e.innerText.trim() == '{line}')"
        ".getBoundingClientRect(), g = c.querySelector('.cm-breakpoint-gutter').getBoundingClientRect();"
        f" return [g.x + g.width / 2, n.y + n.height / 2]; }})(document.querySelectorAll('.jp-CodeCell')[{cell}])"
    )
    page.mouse("mousePressed", x, y)
    page.mouse("mouseReleased", x, y)


def marked(page, count):
    page.wait(f"document.querySelector('.jp-DebuggerBreakpoints-body').innerText.match(/ridgeless/g)?.length == {count}")


def stopped(page, line):
    page.wait(f"[...document.querySelectorAll('.jp-DebuggerEditor-highlight')].some(e => e.innerText.trim() == '{line}')")


def debugger(page, desk):
    page.open(desk, "debugged.ipynb", DEBUGGED)
    bug = "document.querySelector('.jp-DebuggerBugButton')"
    page.wait(bug + "?.getAttribute('aria-disabled') == 'false'")
    page.wait(f"{bug}.getAttribute('aria-pressed') == 'true' || void {bug}.click()")
    page.wait("document.querySelectorAll('.cm-breakpoint-gutter').length >= 2")
    page.run(0)
    page.wait("document.querySelector('.jp-InputPrompt').innerText.includes('1')")
    mark(page, 0, 6)
    mark(page, 1, 3)
    marked(page, 2)
    page.run(1)
    stopped(page, "sxx += x[i] * x[i];")
    page.wait("document.querySelector('.jp-DebuggerVariables-body').innerText.includes('sxy')")
    page.picture("debugger-method")
    page.command("debugger:next")
    stopped(page, "for (int i = 0; i < x.length; i++) {")
    mark(page, 0, 6)
    marked(page, 1)
    page.command("debugger:continue")
    stopped(page, "System.out.println(fitted);")
    page.picture("debugger-cell")
    page.command("debugger:next")
    stopped(page, "fitted * 2")
    page.command("debugger:continue")
    page.wait(text(1) + ".includes('4.0')")


def main():
    pictures = pathlib.Path(sys.argv[1]).absolute()
    pictures.mkdir(parents=True, exist_ok=True)
    home = pathlib.Path(tempfile.mkdtemp())
    desk = home / "desk"
    desk.mkdir()
    environment = dict(os.environ, HOME=str(home), JUPYTER_CONFIG_DIR=str(home / "config"), JUPYTER_DATA_DIR=str(home / "data"))
    lab = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={LAB}", f"--ServerApp.root_dir={desk}"]
    lab += ["--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True", "--ServerApp.port_retries=0"]
    browser = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server"]
    browser += ["--window-size=1400,1000", f"--remote-debugging-port={CHROMIUM}", "--remote-allow-origins=*"]
    browser += [f"--user-data-dir={home / 'profile'}", "about:blank"]
    quiet = dict(env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    processes = [subprocess.Popen(command, **quiet) for command in (lab, browser)]
    try:
        for address in (f"http://127.0.0.1:{LAB}/api", f"http://127.0.0.1:{CHROMIUM}/json"):
            while True:
                try:
                    urllib.request.urlopen(address)
                    break
                except OSError:
                    time.sleep(0.5)
        page = Page(pictures)
        widgets(page, desk)
        debugger(page, desk)
        print(f"as it should be; pictures in {pictures}")
    finally:
        for process in processes:
            process.terminate()
            process.wait()
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
