package dev.alluvium.model.torch;

/**
 * Scoring by teacher forcing, and decoding with a key-value cache.
 *
 * <p>The cache has a key and a value tensor for each layer, [rows, places, kv heads, dim]. {@code step} feeds each of its
 * sequences some tokens: it writes their keys and values in place at {@code put} (row * places + place) and lets token
 * [r, s] see the places up to {@code pos[r, s]}. What lies behind a sequence's end is never seen, so padding may be
 * written there. {@code read} is a step that also gives the log-probability of a label at each place of {@code at}.
 */
final class InferenceScript {
    static final String SOURCE = """
              def score(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                labels: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float) -> List[Tensor]:
                lg = (self).logits(tok, pos, seg, at, freq, w, lo, scale)
                return [torch.cross_entropy_loss(lg, labels, None, 0, -100, 0.), torch.argmax(lg, -1)]
              def best(self: T,
                lg: Tensor,
                likeliest: int) -> List[Tensor]:
                top = torch.argmax(lg, -1, True)
                total = torch.logsumexp(lg, [-1], True)
                lp = torch.sub(torch.gather(lg, 1, top), total)
                out = [torch.squeeze(top, 1), torch.squeeze(lp, 1), lg]
                if likeliest > 0:
                  values, ids = torch.topk(lg, likeliest, -1)
                  out.append(ids)
                  out.append(torch.sub(values, total))
                return out
              def cache(self: T,
                rows: int,
                places: int,
                w: List[Tensor]) -> List[Tensor]:
                out = annotate(List[Tensor], [])
                for i in range(2 * $LAYERS):
                  out.append(torch.new_zeros(w[1], [rows, places, $KV, $DIM]))
                return out
              def widen_cache(self: T,
                old: List[Tensor],
                rows: int,
                places: int,
                w: List[Tensor]) -> List[Tensor]:
                out = (self).cache(rows, places, w)
                for i in range(torch.len(old)):
                  c = old[i]
                  kept = torch.slice(torch.slice(out[i], 0, 0, torch.size(c, 0)), 1, 0, torch.size(c, 1))
                  _0 = torch.copy_(kept, c)
                return out
              def move_row(self: T,
                cache: List[Tensor],
                source: int,
                target: int,
                places: int) -> List[Tensor]:
                for i in range(torch.len(cache)):
                  c = cache[i]
                  to = torch.slice(torch.select(c, 0, target), 0, 0, places)
                  _0 = torch.copy_(to, torch.slice(torch.select(c, 0, source), 0, 0, places))
                return annotate(List[Tensor], [])
              def reached(self: T,
                pos: Tensor,
                reach: int,
                w: List[Tensor]) -> List[Tensor]:
                places = torch.arange(reach, device=ops.prim.device(pos))
                last = torch.unsqueeze(pos, 2)
                seen = torch.le(places, last)
                out = [torch.unsqueeze(torch.log(torch.to(seen, w[1])), 1)]
                if $WINDOW > 0:
                  near = torch.logical_and(seen, torch.gt(places, torch.sub(last, $WINDOW)))
                  out.append(torch.unsqueeze(torch.log(torch.to(near, w[1])), 1))
                return out
              def step(self: T,
                tok: Tensor,
                pos: Tensor,
                put: Tensor,
                rows: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor],
                reach: int,
                likeliest: int) -> List[Tensor]:
                masks = (self).reached(pos, reach, w)
                h = (self).hidden(tok, pos, masks, at, freq, w, lo, scale, ks, vs, put, rows, reach)
                lg = (self).output(h, freq, w)
                return (self).best(lg, likeliest)
              def read(self: T,
                tok: Tensor,
                pos: Tensor,
                put: Tensor,
                rows: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor],
                reach: int,
                likeliest: int,
                labels: Tensor) -> List[Tensor]:
                out = (self).step(tok, pos, put, rows, at, freq, w, lo, scale, ks, vs, reach, likeliest)
                lg = out[2]
                said = torch.gather(lg, 1, torch.unsqueeze(labels, 1))
                out.append(torch.squeeze(torch.sub(said, torch.logsumexp(lg, [-1], True)), 1))
                return out
            """;

    private InferenceScript() {}
}
