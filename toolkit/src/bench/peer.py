"""The same pieces of work in PyTorch, one thread, float64; answers lines NAME SECONDS with units per CPU-second."""
import sys
import time

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(7)


def data(n, d):
    u = torch.randn(d)
    u /= u.norm()
    rows = []
    while len(rows) < n:
        x = torch.randn(d)
        if abs(x @ u) > 0.3:
            rows.append(x)
    x = torch.stack(rows)
    return x, torch.sign(x @ u)


X, Y = data(256, 20)


def weights(*widths):
    return [
        (torch.randn(a, b) * (2.0 / a) ** 0.5).requires_grad_() for a, b in zip(widths, widths[1:])
    ]


def outputs(ws, x):
    h = x
    for w in ws[:-1]:
        h = torch.relu(h @ w)
    return (h @ ws[-1]).squeeze(-1)


def risk(ws, x, y):
    return torch.exp(-y * outputs(ws, x)).mean()


def descend(width, rate):
    ws = weights(20, width, width, 1)

    def step():
        grads = torch.autograd.grad(risk(ws, X, Y), ws)
        with torch.no_grad():
            for w, g in zip(ws, grads):
                w.sub_(g, alpha=rate)

    return step, 1


def by_hand(width, rate, batch=None):
    with torch.no_grad():
        w1, w2, w3 = [w.detach() for w in weights(20, width, width, 1)]

    def step():
        with torch.no_grad():
            x, y = X, Y
            if batch:
                index = torch.randint(256, (batch,))
                x, y = X[index], Y[index]
            h1 = (x @ w1).clamp_(min=0)
            h2 = (h1 @ w2).clamp_(min=0)
            f = (h2 @ w3).squeeze(-1)
            r = (-y * torch.exp(-y * f) / len(y)).unsqueeze(-1)
            d2 = (r @ w3.T) * (h2 > 0)
            d1 = (d2 @ w2.T) * (h1 > 0)
            w3.addmm_(h2.T, r, alpha=-rate)
            w2.addmm_(h1.T, d2, alpha=-rate)
            w1.addmm_(x.T, d1, alpha=-rate)

    return step, 1


def sgd():
    ws = weights(20, 128, 128, 1)

    def step():
        index = torch.randint(256, (16,))
        grads = torch.autograd.grad(risk(ws, X[index], Y[index]), ws)
        with torch.no_grad():
            for w, g in zip(ws, grads):
                w.sub_(g, alpha=1e-4)

    return step, 1


def replicas():
    x, y = data(128, 10)
    a = torch.randn(64, 10, 64) * 0.2**0.5
    b = torch.randn(64, 64, 1) * (2 / 64) ** 0.5
    xs = x.expand(64, 128, 10)

    def step():
        with torch.no_grad():
            h = torch.bmm(xs, a).clamp_(min=0)
            f = torch.bmm(h, b).squeeze(-1)
            r = (-y * torch.exp(-y * f) / 128).unsqueeze(-1)
            d = torch.bmm(r, b.transpose(1, 2)) * (h > 0)
            b.baddbmm_(h.transpose(1, 2), r, alpha=-1e-3)
            a.baddbmm_(xs.transpose(1, 2), d, alpha=-1e-3)

    return step, 64


def replicas_vmap():
    import functorch

    x, y = data(128, 10)
    ws = (torch.randn(64, 10, 64) * 0.2**0.5, torch.randn(64, 64, 1) * (2 / 64) ** 0.5)
    gradient = functorch.vmap(functorch.grad(lambda p: risk(list(p), x, y)))

    def step():
        with torch.no_grad():
            for w, g in zip(ws, gradient(ws)):
                w.sub_(g, alpha=1e-3)

    return step, 64


def condition_numbers():
    import numpy

    random = numpy.random.default_rng(7)

    def step():
        for d in range(10, 401, 10):
            s = numpy.linalg.svd(random.standard_normal((50, 200, d)), compute_uv=False)
            (s[:, 0] / s[:, -1]).sum()

    return step, 1


def flow():
    import numpy
    from scipy.integrate import solve_ivp

    x, y = (t.numpy() for t in data(64, 10))
    start = numpy.zeros(11)
    start[:2] = 1

    def field(time, state):
        rho, v = state[0], state[1:]
        f = x @ v
        s = y * numpy.exp(-rho * y * f)
        radial = s @ f
        velocity = numpy.empty(11)
        velocity[0] = radial
        velocity[1:] = (s @ x - radial * v) / rho
        return velocity

    def step():
        step.units = solve_ivp(field, (0, 200), start, rtol=1e-8, atol=1e-10, t_eval=[200]).nfev

    step()
    return step, step.units


def ridge():
    import numpy
    import scipy.linalg

    random = numpy.random.default_rng(7)
    x, held_out = random.standard_normal((300, 20)), random.standard_normal((500, 20))
    target = random.standard_normal(20)
    y, truth = numpy.tanh(x @ target), numpy.tanh(held_out @ target)

    def step():
        w = random.standard_normal((20, 600))
        phi, test = numpy.maximum(x @ w, 0), numpy.maximum(held_out @ w, 0)
        gram, right = phi.T @ phi + 1e-3 * numpy.eye(600), phi.T @ y
        for p in range(10, 601, 10):
            a = scipy.linalg.solve(gram[:p, :p], right[:p], assume_a="pos", check_finite=False)
            ((test[:, :p] @ a - truth) ** 2).mean()

    return step, 1


def uniform(*shape):
    import numpy

    return numpy.random.default_rng(1).uniform(-1, 1, shape)


def eigenvalues(n):
    import numpy

    g = uniform(n, n)
    g = g + g.T
    return lambda: numpy.linalg.eigvalsh(g), 1


def many_eigenvalues(n, count):
    import numpy

    g = uniform(count, n, n)
    g = g + g.transpose(0, 2, 1)
    return lambda: numpy.linalg.eigvalsh(g), count


def singular_values(n):
    import numpy

    g = uniform(n, n)
    return lambda: numpy.linalg.svd(g, compute_uv=False), 1


def general_eigenvalues(n):
    import numpy

    g = uniform(n, n)
    return lambda: numpy.linalg.eigvals(g), 1


def product(n):
    a, b = uniform(n, n), uniform(n, n)
    return lambda: a @ b, 1


def ready_seconds():
    """How long this thread was ready to run while others had its core."""
    try:
        with open("/proc/thread-self/schedstat", encoding="ascii") as counters:
            return int(counters.read().split()[1]) / 1e9
    except OSError:
        return 0


def timed(once, count):
    """The seconds that this thread takes, without those in which others had its core."""
    ready, start = ready_seconds(), time.perf_counter()
    for _ in range(count):
        once()
    return time.perf_counter() - start - (ready_seconds() - ready)


def timed_in_process(kind, n, count):
    once = WORKED_ON.setdefault((kind, n), kind(n)[0])
    return timed(once, count)


WORKED_ON = {}
PROCESSES = []


def in_two_threads(kind, n, count):
    """NumPy lets go of the interpreter in its decompositions. The seconds are those of the half that takes longer."""
    from concurrent.futures import ThreadPoolExecutor

    once, _ = kind(n)
    pool = ThreadPoolExecutor(2)

    def step():
        halves = [pool.submit(timed, once, count // 2) for _ in range(2)]
        step.seconds = max(half.result() for half in halves)

    return step, count


def in_two_processes(kind, n, count):
    """Two processes, which share no interpreter and no lock."""
    from concurrent.futures import ProcessPoolExecutor

    if not PROCESSES:
        PROCESSES.append(ProcessPoolExecutor(2))

    def step():
        halves = [PROCESSES[0].submit(timed_in_process, kind, n, count // 2) for _ in range(2)]
        step.seconds = max(half.result() for half in halves)

    return step, count


def edge(seed):
    """A run at the edge of stability: 200 steps, and twice the sharpness by 20 power iterations."""

    def loss(ws):
        h = X
        for w in ws[:-1]:
            h = torch.tanh(h @ w)
        return ((h @ ws[-1]).squeeze(-1) - Y).square().mean() / 2

    def sharpness(ws):
        grads = torch.autograd.grad(loss(ws), ws, create_graph=True)
        vs = [torch.randn_like(w) for w in ws]
        for _ in range(20):
            norm = torch.sqrt(sum(v.square().sum() for v in vs))
            vs = torch.autograd.grad(grads, ws, grad_outputs=[v / norm for v in vs], retain_graph=True)

    def once():
        torch.manual_seed(seed)
        ws = [(torch.randn(a, b) * (1 / a) ** 0.5).requires_grad_() for a, b in ((20, 64), (64, 64), (64, 1))]
        for _ in range(2):
            for _ in range(100):
                grads = torch.autograd.grad(loss(ws), ws)
                with torch.no_grad():
                    for w, g in zip(ws, grads):
                        w.sub_(g, alpha=0.4)
            sharpness(ws)

    return once, 1


def kernel_regression():
    import functorch
    import scipy.linalg

    ws = tuple(w.detach() for w in weights(20, 128, 128, 1))
    jacobian = functorch.vmap(functorch.grad(lambda p, x: outputs(list(p), x)), in_dims=(None, 0))

    def step():
        j = torch.cat([t.reshape(256, -1) for t in jacobian(ws, X)], dim=1)
        k = (j @ j.T).numpy()
        k[range(256), range(256)] += 1e-6 * k.trace() / 256
        k @ scipy.linalg.solve(k, Y.numpy(), assume_a="pos", check_finite=False)

    return step, 1


def hessian_density(steps=50):
    ws = weights(20, 128, 128, 1)
    grads = torch.autograd.grad(risk(ws, X, Y), ws, create_graph=True)
    shapes = [w.shape for w in ws]
    sizes = [w.numel() for w in ws]
    start = torch.randn(sum(sizes))

    def times(v):
        parts = [t.reshape(s) for t, s in zip(v.split(sizes), shapes)]
        h = torch.autograd.grad(grads, ws, grad_outputs=parts, retain_graph=True)
        return torch.cat([t.reshape(-1) for t in h])

    def step():
        basis = torch.empty(steps + 1, len(start))
        basis[0] = start / start.norm()
        t = torch.zeros(steps, steps)
        for k in range(steps):
            v = times(basis[k])
            t[k, k] = v @ basis[k]
            v -= basis[: k + 1].T @ (basis[: k + 1] @ v)
            length = v.norm()
            basis[k + 1] = v / length
            if k + 1 < steps:
                t[k, k + 1] = t[k + 1, k] = length
        torch.linalg.eigh(t)

    return step, 1


def hessian_product():
    ws = weights(20, 128, 128, 1)
    grads = torch.autograd.grad(risk(ws, X, Y), ws, create_graph=True)
    vs = [torch.randn_like(w) for w in ws]

    def step():
        torch.autograd.grad(grads, ws, grad_outputs=vs, retain_graph=True)

    return step, 1


def hessian():
    ws = weights(20, 32, 32, 1)

    def step():
        grads = torch.autograd.grad(risk(ws, X, Y), ws, create_graph=True)
        flat = torch.cat([g.reshape(-1) for g in grads])
        for i in range(len(flat)):
            torch.autograd.grad(flat[i], ws, retain_graph=True)

    return step, 1


def kernel():
    ws = weights(20, 128, 128, 1)

    def step():
        rows = []
        f = outputs(ws, X)
        for i in range(256):
            g = torch.autograd.grad(f[i], ws, retain_graph=True)
            rows.append(torch.cat([t.reshape(-1) for t in g]))
        j = torch.stack(rows)
        j @ j.T

    return step, 1


def kernel_functorch():
    import functorch

    ws = tuple(w.detach() for w in weights(20, 128, 128, 1))
    jacobian = functorch.vmap(
        functorch.grad(lambda p, x: outputs(list(p), x)), in_dims=(None, 0)
    )

    def step():
        g = jacobian(ws, X)
        j = torch.cat([t.reshape(256, -1) for t in g], dim=1)
        j @ j.T

    return step, 1


WORK = {
    "GD_32": lambda: descend(32, 1e-3),
    "GD_128": lambda: descend(128, 1e-3),
    "GD_512": lambda: descend(512, 1e-3),
    "GD_32/by hand": lambda: by_hand(32, 1e-3),
    "GD_128/by hand": lambda: by_hand(128, 1e-3),
    "GD_512/by hand": lambda: by_hand(512, 1e-3),
    "SGD_128": sgd,
    "SGD_128/by hand": lambda: by_hand(128, 1e-4, 16),
    "REPLICAS/bmm by hand": replicas,
    "REPLICAS/vmap": replicas_vmap,
    "HVP_128": hessian_product,
    "HESSIAN_32": hessian,
    "NTK_128/loop": kernel,
    "NTK_128/functorch": kernel_functorch,
    "CONDITION": condition_numbers,
    "RIDGE": ridge,
    "FLOW": flow,
    "MANY_30": lambda: many_eigenvalues(30, 200),
    "GENERAL_200": lambda: general_eigenvalues(200),
    "EIGEN_TWO/threads": lambda: in_two_threads(eigenvalues, 200, 64),
    "EIGEN_TWO/processes": lambda: in_two_processes(eigenvalues, 200, 64),
    "SINGULAR_TWO/threads": lambda: in_two_threads(singular_values, 200, 64),
    "SINGULAR_TWO/processes": lambda: in_two_processes(singular_values, 200, 64),
    "EDGE_TWO/processes": lambda: in_two_processes(edge, 7, 8),
    "NTK_REGRESSION": kernel_regression,
    "DENSITY": hessian_density,
    **{f"EIGEN_{n}": lambda n=n: eigenvalues(n) for n in (200, 500, 1000, 2000)},
    **{f"SINGULAR_{n}": lambda n=n: singular_values(n) for n in (200, 500, 1000)},
    **{f"PRODUCT_{n}": lambda n=n: product(n) for n in (200, 500, 1000)},
}


def rate(name, seconds):
    step, units = WORK[name]()
    if name != "CONDITION":
        step()
    done, spent, start = 0, 0, time.process_time()
    while spent < seconds:
        step()
        done += units
        spent = spent + step.seconds if "_TWO/" in name else time.process_time() - start
    return done / spent


def cold():
    step, _ = descend(128, 1e-3)
    for _ in range(4000):
        step()


if __name__ == "__main__":
    if sys.argv[1:] == ["COLD"]:
        cold()
        sys.exit()
    for line in sys.stdin:
        name, seconds = line.rsplit(" ", 1)
        try:
            print(rate(name, float(seconds)), flush=True)
        except (ImportError, KeyError):
            print("nan", flush=True)
