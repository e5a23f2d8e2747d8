package dev.alluvium.model.torch;

/**
 * Loss and gradients of an adapter with a backward pass by hand, layer by layer: no graph is kept, each layer's tensors
 * go as soon as its gradient is taken, and the frozen weights get none.
 *
 * <p>Tokens are laid out without padding, [tokens]; {@code seg} numbers their records, {@code bounds} the blocks in
 * which attention is taken. {@code weight} is each label's share of the loss. With {@code again} a layer keeps its input
 * alone and is computed a second time on the way back (gradient checkpointing, Chen et al. 2016). The gradients are added
 * to {@code gr}. Logits exist for {@code chunk} labels at a time. The last labels are distilled (Hinton et al. 2015): for
 * these {@code states} holds the frozen model's final hidden states, and {@code mix} how much of a label's target is the
 * distribution that follows from them, in place of the label itself.
 */
final class LoraGradientScript {
    static final String SOURCE = """
              def front(self: T,
                x: Tensor,
                i: int,
                f: List[Tensor],
                cs: Tensor,
                sn: Tensor,
                freq: Tensor,
                bounds: List[int],
                masks: List[Tensor],
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                drop: float,
                key: int,
                fold: bool) -> List[Tensor]:
                o = $BEFORE + i * $STRIDE
                h = (self).norm(x, w[o], freq)
                q = (self).forward_of(h, i, $Q_PROJ, f, w, lo, scale, drop, key, fold)
                k = (self).forward_of(h, i, $K_PROJ, f, w, lo, scale, drop, key, fold)
                v = (self).forward_of(h, i, $V_PROJ, f, w, lo, scale, drop, key, fold)
                raw = annotate(List[Tensor], [])
                if $HEADNORMS > 0:
                  raw = [q, k]
                  q = (self).heads_norm(q, w[o + $HEADNORMS], freq)
                  k = (self).heads_norm(k, w[o + $HEADNORMS + 1], freq)
                q = (self).turn(q, cs, sn, $HEADS, 1)
                k = (self).turn(k, cs, sn, $KV, 1)
                a = (self).attention(q, k, v, bounds, masks, $WINDOWOF)
                return torch.add(torch.add([q, k, v], a), raw)
              def front_back(self: T,
                da: Tensor,
                x: Tensor,
                kept: List[Tensor],
                i: int,
                f: List[Tensor],
                cs: Tensor,
                sn: Tensor,
                freq: Tensor,
                bounds: List[int],
                masks: List[Tensor],
                w: List[Tensor],
                lo: List[Tensor],
                gr: List[Tensor],
                scale: float,
                drop: float,
                key: int,
                fold: bool) -> Tensor:
                o = $BEFORE + i * $STRIDE
                n = torch.len(kept)
                ds = (self).attention_back(da, kept[0], kept[1], kept[2], torch.slice(kept, 3, n, 1), bounds, masks, $WINDOWOF)
                dq = (self).turn(ds[0], cs, sn, $HEADS, -1)
                dk = (self).turn(ds[1], cs, sn, $KV, -1)
                if $HEADNORMS > 0:
                  dq = (self).heads_norm_back(kept[n - 2], w[o + $HEADNORMS], dq, freq)
                  dk = (self).heads_norm_back(kept[n - 1], w[o + $HEADNORMS + 1], dk, freq)
                h = (self).norm(x, w[o], freq)
                go = i > 0
                dh = (self).backward_of(dq, h, i, $Q_PROJ, f, lo, gr, scale, drop, key, fold, go)
                bk = (self).backward_of(dk, h, i, $K_PROJ, f, lo, gr, scale, drop, key, fold, go)
                bv = (self).backward_of(ds[2], h, i, $V_PROJ, f, lo, gr, scale, drop, key, fold, go)
                if go:
                  _0 = torch.add_(torch.add_(dh, bk), bv)
                  dx = (self).norm_back(x, w[o], dh, freq)
                else:
                  dx = dh
                return dx
              def middle(self: T,
                x: Tensor,
                a: Tensor,
                i: int,
                f: List[Tensor],
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                drop: float,
                key: int,
                fold: bool) -> List[Tensor]:
                y = torch.add_((self).forward_of(a, i, $O_PROJ, f, w, lo, scale, drop, key, fold), x)
                h = (self).norm(y, w[$BEFORE + i * $STRIDE + 1], freq)
                g = (self).forward_of(h, i, $GATE_PROJ, f, w, lo, scale, drop, key, fold)
                u = (self).forward_of(h, i, $UP_PROJ, f, w, lo, scale, drop, key, fold)
                return [y, g, u]
              def middle_back(self: T,
                dx: Tensor,
                a: Tensor,
                kept: List[Tensor],
                i: int,
                f: List[Tensor],
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                gr: List[Tensor],
                scale: float,
                drop: float,
                key: int,
                fold: bool) -> List[Tensor]:
                n = w[$BEFORE + i * $STRIDE + 1]
                y = kept[0]
                g = kept[1]
                u = kept[2]
                s = torch.silu(g)
                dm = (self).backward_of(dx, torch.mul(s, u), i, $DOWN_PROJ, f, lo, gr, scale, drop, key, fold, True)
                du = torch.mul_(s, dm)
                dg = torch.silu_backward(torch.mul_(dm, u), g)
                h = (self).norm(y, n, freq)
                dh = (self).backward_of(dg, h, i, $GATE_PROJ, f, lo, gr, scale, drop, key, fold, True)
                _0 = torch.add_(dh, (self).backward_of(du, h, i, $UP_PROJ, f, lo, gr, scale, drop, key, fold, True))
                dy = torch.add(dx, (self).norm_back(y, n, dh, freq))
                return [dy, (self).backward_of(dy, a, i, $O_PROJ, f, lo, gr, scale, drop, key, fold, True)]
              def head(self: T,
                x: Tensor,
                labels: Tensor,
                share: Tensor,
                states: Tensor,
                mix: Tensor,
                freq: Tensor,
                w: List[Tensor],
                chunk: int) -> List[Tensor]:
                h = (self).norm(x, w[1], freq)
                dh = torch.empty_like(h)
                loss = torch.sum(torch.slice(share, 0, 0, 0))
                n = torch.size(h, 0)
                hard = n - torch.size(states, 0)
                b = 0
                while b < n:
                  e = ops.prim.min(b + chunk, hard if b < hard else n)
                  l = torch.unsqueeze(torch.slice(labels, 0, b, e), 1)
                  c = torch.unsqueeze(torch.slice(share, 0, b, e), 1)
                  p = torch._log_softmax(torch.to(torch.mm(torch.slice(h, 0, b, e), torch.t(w[2])), freq), 1, False)
                  if b < hard:
                    _0 = torch.sub_(loss, torch.sum(torch.mul(torch.gather(p, 1, l), c)))
                    _1 = torch.scatter_add_(torch.exp_(p), 1, l, torch.neg(torch.ones_like(c)))
                  else:
                    s = torch.slice(states, 0, b - hard, e - hard)
                    m = torch.unsqueeze(torch.slice(mix, 0, b - hard, e - hard), 1)
                    t = torch._softmax(torch.to(torch.mm(s, torch.t(w[2])), freq), 1, False)
                    _3 = torch.scatter_add_(torch.mul_(t, m), 1, l, torch.sub(torch.ones_like(m), m))
                    _4 = torch.sub_(loss, torch.sum(torch.mul(torch.sum(torch.mul(t, p), [1], True), c)))
                    _5 = torch.sub_(torch.exp_(p), t)
                  d = torch.mm(torch.to(p, h), w[2])
                  _2 = torch.copy_(torch.slice(dh, 0, b, e), torch.mul(d, c))
                  b = e
                return [loss, (self).norm_back(x, w[1], dh, freq)]
              def widen(self: T,
                x: Tensor,
                like: Tensor,
                at: Tensor) -> Tensor:
                y = torch.new_zeros(x, [torch.size(like, 0), torch.size(x, 1)])
                return torch.index_copy_(y, 0, at, x)
              def adapter_gradients(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                bounds: List[int],
                alone: List[int],
                at: Tensor,
                labels: Tensor,
                weight: Tensor,
                states: Tensor,
                mix: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                gr: List[Tensor],
                scale: float,
                divisor: float,
                drop: float,
                key: int,
                fold: bool,
                again: bool,
                chunk: int) -> List[Tensor]:
                angle = torch.mul(torch.to(torch.unsqueeze(torch.unsqueeze(pos, 1), -1), freq), freq)
                wide = (self).block_masks(seg, bounds, alone, 0, w)
                near = (self).block_masks(seg, bounds, alone, $WINDOW, w)
                x = torch.embedding(w[0], tok)
                cs = torch.to(torch.cos(angle), x)
                sn = torch.to(torch.sin(angle), x)
                xs = annotate(List[Tensor], [])
                fronts = annotate(List[List[Tensor]], [])
                middles = annotate(List[List[Tensor]], [])
                for i in range($LAYERS):
                  f = (self).matrices(i, w, lo, scale, fold)
                  masks = near if $NEAR else wide
                  xs.append(x)
                  kept = (self).front(x, i, f, cs, sn, freq, bounds, masks, w, lo, scale, drop, key, fold)
                  a = kept[3]
                  if i == $LAST:
                    x = torch.index_select(x, 0, at)
                    a = torch.index_select(a, 0, at)
                  mid = (self).middle(x, a, i, f, freq, w, lo, scale, drop, key, fold)
                  m = torch.mul_(torch.silu(mid[1]), mid[2])
                  x = torch.add_((self).forward_of(m, i, $DOWN_PROJ, f, w, lo, scale, drop, key, fold), mid[0])
                  if not again:
                    fronts.append(kept)
                    middles.append(mid)
                out = (self).head(x, labels, torch.div(weight, divisor), states, mix, freq, w, chunk)
                dx = out[1]
                for j in range($LAYERS):
                  i = $LAST - j
                  f = (self).matrices(i, w, lo, scale, fold)
                  masks = near if $NEAR else wide
                  x = xs.pop()
                  if again:
                    kept = (self).front(x, i, f, cs, sn, freq, bounds, masks, w, lo, scale, drop, key, fold)
                  else:
                    kept = fronts.pop()
                  a = kept[3]
                  r = x
                  if i == $LAST:
                    r = torch.index_select(x, 0, at)
                    a = torch.index_select(a, 0, at)
                  if again:
                    mid = (self).middle(r, a, i, f, freq, w, lo, scale, drop, key, fold)
                  else:
                    mid = middles.pop()
                  back = (self).middle_back(dx, a, mid, i, f, freq, w, lo, gr, scale, drop, key, fold)
                  dx = back[0]
                  da = back[1]
                  if i == $LAST:
                    dx = (self).widen(dx, x, at)
                    da = (self).widen(da, x, at)
                  dh = (self).front_back(da, x, kept, i, f, cs, sn, freq, bounds, masks, w, lo, gr, scale, drop, key, fold)
                  if i > 0:
                    dx = torch.add_(dx, dh)
                return [out[0]]
            """;

    private LoraGradientScript() {}
}
