"""Peer: PyTorch on the processor. Takes a job as JSON, prints `RESULT {json}`."""

import gzip
import json
import statistics
import sys
import time

SAMPLES = 4096


def network(torch, name):
    nn = torch.nn
    if name == "perceptron":
        return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10))
    if name == "seed CNN":
        return nn.Sequential(
            nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
            nn.Flatten(), nn.Linear(1600, 10))

    def block(inputs, outputs):
        return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]

    return nn.Sequential(
        *block(1, 32), *block(32, 32), nn.MaxPool2d(2),
        *block(32, 64), *block(64, 64), nn.MaxPool2d(2),
        *block(64, 96), *block(96, 96),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(96, 10))


def measure(run, seconds):
    """As lib/measure.mjs: warm up, then the median of chunks of about 0.1 s."""

    def timed(steps):
        start = time.perf_counter()
        run(steps)
        return (time.perf_counter() - start) * 1000

    once = timed(1)
    if once > seconds * 1000:
        return {"ms": once if once > 60_000 else timed(1), "steps": 1}
    warm = time.perf_counter() + min(seconds / 4, 1)
    while True:
        once = timed(1)
        if time.perf_counter() >= warm:
            break
    steps = max(1, round(100 / max(once, 0.001)))
    timed(steps)
    chunks = []
    end = time.perf_counter() + seconds
    while not chunks or time.perf_counter() < end:
        chunks.append(timed(steps) / steps)
    return {"ms": statistics.median(chunks), "steps": steps * len(chunks)}


def adam(torch, model):
    return torch.optim.Adam(model.parameters(), lr=1e-3, foreach=True)


def train(torch, job):
    model = network(torch, job["network"]).train()
    optimizer = adam(torch, model)
    images = torch.rand(SAMPLES, 1, 28, 28)
    labels = torch.randint(0, 10, (SAMPLES,))

    def run(steps):
        for _ in range(steps):
            order = torch.randint(0, SAMPLES, (job["batch"],))
            optimizer.zero_grad(set_to_none=True)
            torch.nn.functional.cross_entropy(model(images[order]), labels[order]).backward()
            optimizer.step()

    return measure(run, job["seconds"])


def predict(torch, job):
    model = network(torch, job["network"]).eval()
    images = torch.rand(job["batch"], 1, 28, 28)

    def run(times):
        with torch.inference_mode():
            for _ in range(times):
                model(images)

    return measure(run, job["seconds"])


def read_idx(path):
    import numpy

    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rb") as file:
        data = file.read()
    rank = data[3]
    shape = [int.from_bytes(data[4 + 4 * i: 8 + 4 * i], "big") for i in range(rank)]
    return numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * rank).reshape(shape).copy()


def sprint(torch, job):
    """The seed recipe on MNIST: Adam 1e-3, batch 32, 5 epochs. Only training is on the clock."""
    torch.manual_seed(job["seed"])
    files = job["files"]
    images, test_images = (
        torch.from_numpy(read_idx(files[key])).float().div(255).unsqueeze(1) for key in ("trainImages", "testImages"))
    labels, test_labels = (torch.from_numpy(read_idx(files[key])).long() for key in ("trainLabels", "testLabels"))
    model = network(torch, "seed CNN")
    optimizer = adam(torch, model)
    seconds, epochs = 0.0, []
    for _ in range(job.get("epochs", 5)):
        start = time.perf_counter()
        model.train()
        order = torch.randperm(len(images))
        for batch in order.split(32):
            optimizer.zero_grad(set_to_none=True)
            torch.nn.functional.cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()
        seconds += time.perf_counter() - start
        model.eval()
        with torch.inference_mode():
            right = sum((model(x).argmax(1) == y).sum().item()
                        for x, y in zip(test_images.split(500), test_labels.split(500)))
        epochs.append(right / len(test_labels))
    return {"seconds": seconds, "accuracy": epochs[-1], "epochs": epochs}


def main():
    job = json.loads(sys.argv[1])
    try:
        import torch

        torch.set_num_threads(job.get("threads", 1))
        task = {"training": train, "inference": predict, "sprint": sprint}[job["task"]]
        result = task(torch, job)
    except Exception as error:  # The reason is the row of the table.
        result = {"error": (str(error).splitlines() or [type(error).__name__])[0][:200]}
    print("\nRESULT " + json.dumps(result))


main()
