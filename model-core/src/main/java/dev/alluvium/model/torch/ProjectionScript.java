package dev.alluvium.model.torch;

/**
 * A linear projection with its LoRA path, forward and backward by hand.
 *
 * <p>{@code matrix} gives a weight in the type it is used in: int8 rows are scaled back, and where {@code fold} is set
 * W + scale B A takes its place, so that the tokens never pass the two thin matrices on the way forward. Folding would
 * round the adapter away in bf16 and has no dropout: there the thin path is walked. {@code mask} needs no state: an
 * element's fate is a hash (the finaliser of MurmurHash3) of its index and the key of (seed, step, micro-batch, layer,
 * projection), so that a layer computed again meets the same mask.
 */
final class ProjectionScript {
    static final String SOURCE = """
              def slot(self: T,
                i: int,
                m: int) -> int:
                slots = $SLOTS
                if slots[m] >= 0:
                  s = i * $LORA + slots[m]
                else:
                  s = -1
                return s
              def matrix(self: T,
                i: int,
                m: int,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                fold: bool) -> Tensor:
                o = $BEFORE + i * $STRIDE
                if $INT8:
                  y = torch.mul(torch.to(w[o + 2 + m], w[1]), torch.unsqueeze(w[o + $SCALES + m], 1))
                else:
                  y = w[o + 2 + m]
                s = (self).slot(i, m)
                if fold and s >= 0:
                  z = torch.addmm(y, lo[s + 1], lo[s], beta=1, alpha=scale)
                else:
                  z = y
                return z
              def matrices(self: T,
                i: int,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                fold: bool) -> List[Tensor]:
                out = annotate(List[Tensor], [])
                for m in range(7):
                  out.append((self).matrix(i, m, w, lo, scale, fold))
                return out
              def mask(self: T,
                x: Tensor,
                drop: float,
                key: int,
                i: int,
                m: int) -> Tensor:
                h = torch.cumsum(torch.ones([torch.numel(x)], dtype=4, device=ops.prim.device(x)), 0)
                _0 = torch.mul_(h, 2654435761)
                _1 = torch.add_(h, key + (i * 7 + m + 1) * 2246822519)
                _2 = torch.bitwise_and_(h, 4294967295)
                _3 = torch.bitwise_xor_(h, torch.bitwise_right_shift(h, 16))
                _4 = torch.bitwise_and_(torch.mul_(h, 2246822507), 4294967295)
                _5 = torch.bitwise_xor_(h, torch.bitwise_right_shift(h, 13))
                _6 = torch.bitwise_and_(torch.mul_(h, 3266489909), 4294967295)
                _7 = torch.bitwise_xor_(h, torch.bitwise_right_shift(h, 16))
                kept = torch.ge(h, drop * 4294967296.)
                return torch.view(torch.div(torch.to(kept, x), 1. - drop), torch.size(x))
              def dropped(self: T,
                x: Tensor,
                drop: float,
                key: int,
                i: int,
                m: int) -> Tensor:
                if drop > 0.:
                  y = torch.mul(x, (self).mask(x, drop, key, i, m))
                else:
                  y = x
                return y
              def forward_of(self: T,
                x: Tensor,
                i: int,
                m: int,
                f: List[Tensor],
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                drop: float,
                key: int,
                fold: bool) -> Tensor:
                y = torch.mm(x, torch.t(f[m]))
                if $BIASES > 0 and m < 3:
                  _0 = torch.add_(y, w[$BEFORE + i * $STRIDE + $BIASES + m])
                s = (self).slot(i, m)
                if s >= 0 and not fold:
                  low = torch.mm((self).dropped(x, drop, key, i, m), torch.t(torch.to(lo[s], x)))
                  _1 = torch.addmm_(y, low, torch.t(torch.to(lo[s + 1], x)), beta=1, alpha=scale)
                return y
              def backward_of(self: T,
                dy: Tensor,
                x: Tensor,
                i: int,
                m: int,
                f: List[Tensor],
                lo: List[Tensor],
                gr: List[Tensor],
                scale: float,
                drop: float,
                key: int,
                fold: bool,
                wanted: bool) -> Tensor:
                if wanted:
                  dx = torch.mm(dy, f[m])
                else:
                  dx = dy
                s = (self).slot(i, m)
                if s >= 0:
                  A = torch.to(lo[s], x)
                  B = torch.to(lo[s + 1], x)
                  xd = (self).dropped(x, drop, key, i, m)
                  low = torch.mm(xd, torch.t(A))
                  dlow = torch.mm(dy, B)
                  _0 = torch.add_(gr[s + 1], torch.mm(torch.t(dy), low), alpha=scale)
                  _1 = torch.add_(gr[s], torch.mm(torch.t(dlow), xd), alpha=scale)
                  if wanted and not fold:
                    _2 = torch.add_(dx, (self).dropped(torch.mm(dlow, A), drop, key, i, m), alpha=scale)
                return dx
            """;

    private ProjectionScript() {}
}
