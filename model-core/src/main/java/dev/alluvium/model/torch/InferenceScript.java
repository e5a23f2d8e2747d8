package dev.alluvium.model.torch;

/** Scoring by teacher forcing, and greedy decoding with a key-value cache. */
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
                lg: Tensor) -> List[Tensor]:
                top = torch.argmax(lg, -1, True)
                lp = torch.sub(torch.gather(lg, 1, top), torch.logsumexp(lg, [-1], True))
                return [torch.squeeze(top, 1), torch.squeeze(lp, 1), lg]
              def cache(self: T,
                rows: int,
                length: int,
                w: List[Tensor]) -> List[Tensor]:
                out = annotate(List[Tensor], [])
                for i in range(2 * $LAYERS):
                  out.append(torch.new_zeros(w[1], [rows, $KV, length, $DIM]))
                return out
              def prefill(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor]) -> List[Tensor]:
                return (self).best((self).run(tok, pos, (self).blocks(seg, w), at, freq, w, lo, scale, ks, vs, 0))
              def decode(self: T,
                tok: Tensor,
                pad: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor],
                start: int) -> List[Tensor]:
                keys = torch.arange(start + 1, device=ops.prim.device(tok))
                seen = torch.unsqueeze(torch.ge(keys, torch.unsqueeze(pad, 1)), 1)
                pos = torch.unsqueeze(torch.rsub(pad, start), 1)
                at = torch.arange(torch.size(tok, 0), device=ops.prim.device(tok))
                return (self).best((self).run(tok, pos, (self).masks(seen, start, w), at, freq, w, lo, scale, ks, vs, start))
            """;

    private InferenceScript() {}
}
