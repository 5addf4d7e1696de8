#!/usr/bin/env python3
"""Golden values of the CTC loss and its gradient, by PyTorch in float64. Wrote ctc-golden.json (torch 1.13):

    python3 engine/src/reference/ctc-golden.py > engine/src/reference/ctc-golden.json
    npx biome format --write engine/src/reference/ctc-golden.json
"""
import json

import torch

torch.manual_seed(20260701)


def case(name, classes, steps, targets, scale):
    # [n, classes, steps] as the engine has them; two decimals, so that float32 and JSON keep them.
    logits = (torch.randn(len(targets), classes, steps, dtype=torch.float64) * scale * 100).round() / 100
    logits.requires_grad_(True)
    losses = torch.nn.functional.ctc_loss(
        logits.permute(2, 0, 1).log_softmax(2),
        torch.tensor([label for target in targets for label in target], dtype=torch.long),
        torch.full((len(targets),), steps, dtype=torch.long),
        torch.tensor([len(target) for target in targets], dtype=torch.long),
        blank=0,
        reduction="none",
    )
    losses.mean().backward()
    rounded = lambda tensor: [round(value, 8) + 0.0 for value in tensor.flatten().tolist()]
    return {
        "name": name,
        "classes": classes,
        "steps": steps,
        "targets": targets,
        "logits": rounded(logits),
        "losses": rounded(losses),
        "gradient": rounded(logits.grad),
    }


mixed = [[1, 2, 3], [], [3, 3], [1], [2, 2, 2], [1, 2, 1, 2, 1], [3, 1, 1, 3], [1, 2, 3, 1, 2, 3]]
cases = [
    case("small logits", 4, 9, mixed, 1),
    case("confident logits", 4, 9, mixed, 30),
    case("only just long enough", 3, 5, [[1, 2, 1, 2, 1], [1, 1, 1], [2, 2, 1], [], [2], [1, 2], [2, 1, 2, 1], [1, 1, 2]], 3),
    case("one step", 5, 1, [[1], [], [4], [2], [3], [], [1], [2]], 2),
    case("longer", 6, 16, [[1, 5, 2, 2, 4], [5] * 8, [], [3, 4] * 6], 2),
]
print(json.dumps(cases))
