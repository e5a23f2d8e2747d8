package dev.alluvium.model.torch;

/**
 * The layers of a decoder: rotary embedding, attention over a block or a cache, MLP, and the logits of wanted rows.
 * With a single query in each row the heads that share a key are its queries, so that no key is copied. {@code rows} are
 * those of the cache that a call reads; empty for the first ones, which are then read where they lie.
 *
 * <p>{@code masks} takes the keys each query sees, [batch, query, key], the first query having {@code before} keys
 * before it, and gives the additive masks: of full attention, then of the sliding window where there is one.
 */
final class LayersScript {
    static final String SOURCE = """
              def rope(self: T,
                x: Tensor,
                cs: Tensor,
                sn: Tensor) -> Tensor:
                a, b = torch.chunk(x, 2, -1)
                return torch.add(torch.mul(x, cs), torch.mul(torch.cat([torch.neg(b), a], -1), sn))
              def spread(self: T,
                x: Tensor) -> Tensor:
                if $GROUP == 1:
                  y = x
                else:
                  B = torch.size(x, 0)
                  S = torch.size(x, 2)
                  e = torch.expand(torch.unsqueeze(x, 2), [B, $KV, $GROUP, S, $DIM])
                  y = torch.reshape(e, [B, $HEADS, S, $DIM])
                return y
              def heads(self: T,
                x: Tensor,
                n: int) -> Tensor:
                return torch.transpose(torch.view(x, [torch.size(x, 0), torch.size(x, 1), n, $DIM]), 1, 2)
              def project(self: T,
                x: Tensor,
                w: List[Tensor],
                weight: int,
                bias: int,
                scale: int) -> Tensor:
                if scale > 0:
                  y = torch.mul(torch.linear(x, torch.to(w[weight], x)), w[scale])
                else:
                  y = torch.linear(x, w[weight])
                if bias > 0:
                  z = torch.add(y, w[bias])
                else:
                  z = y
                return z
              def normed(self: T,
                x: Tensor,
                w: List[Tensor],
                at: int) -> Tensor:
                if at > 0:
                  y = torch.rms_norm(x, [$DIM], w[at], $EPS)
                else:
                  y = x
                return y
              def kept(self: T,
                cache: Tensor,
                x: Tensor,
                put: Tensor,
                rows: Tensor,
                reach: int) -> Tensor:
                fresh = torch.reshape(torch.transpose(x, 1, 2), [-1, $KV, $DIM])
                _0 = torch.index_copy_(torch.view(cache, [-1, $KV, $DIM]), 0, put, fresh)
                near = torch.slice(cache, 1, 0, reach)
                if torch.numel(rows) > 0:
                  y = torch.index_select(near, 0, rows)
                else:
                  y = torch.slice(near, 0, 0, torch.size(x, 0))
                return torch.transpose(y, 1, 2)
              def attend(self: T,
                x: Tensor,
                cs: Tensor,
                sn: Tensor,
                masks: List[Tensor],
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                i: int,
                ks: List[Tensor],
                vs: List[Tensor],
                put: Tensor,
                rows: Tensor,
                reach: int) -> Tensor:
                o = $BEFORE + i * $STRIDE
                h = torch.rms_norm(x, [$HIDDEN], w[o], $EPS)
                q = (self).rope((self).normed((self).heads($Q, $HEADS), w, $QNORM), cs, sn)
                k = (self).rope((self).normed((self).heads($K, $KV), w, $KNORM), cs, sn)
                v = (self).heads($V, $KV)
                B = torch.size(x, 0)
                S = torch.size(x, 1)
                if torch.len(ks) > 0:
                  kk = (self).kept(ks[i], k, put, rows, reach)
                  vv = (self).kept(vs[i], v, put, rows, reach)
                else:
                  kk = k
                  vv = v
                if S == 1:
                  g = torch.reshape(q, [B, $KV, $GROUP, $DIM])
                  y = torch.scaled_dot_product_attention(g, kk, vv, masks[$MASK], 0., False)
                else:
                  a = torch.scaled_dot_product_attention(q, (self).spread(kk), (self).spread(vv), masks[$MASK], 0., False)
                  y = torch.transpose(a, 1, 2)
                return torch.reshape(y, [B, S, $ATTENTION])
              def mix(self: T,
                r: Tensor,
                h: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                i: int) -> Tensor:
                o = $BEFORE + i * $STRIDE
                x = torch.add(r, $O)
                h2 = torch.rms_norm(x, [$HIDDEN], w[o + 1], $EPS)
                m = torch.mul(torch.silu($GATE), $UP)
                return torch.add(x, $DOWN)
              def hidden(self: T,
                tok: Tensor,
                pos: Tensor,
                masks: List[Tensor],
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                ks: List[Tensor],
                vs: List[Tensor],
                put: Tensor,
                rows: Tensor,
                reach: int) -> Tensor:
                angle = torch.mul(torch.to(torch.unsqueeze(torch.unsqueeze(pos, 1), -1), freq), freq)
                x = torch.embedding(w[0], tok)
                cs = torch.to(torch.cos(torch.cat([angle, angle], -1)), x)
                sn = torch.to(torch.sin(torch.cat([angle, angle], -1)), x)
                for i in range($LAYERS):
                  a = (self).attend(x, cs, sn, masks, w, lo, scale, i, ks, vs, put, rows, reach)
                  if i == $LAST:
                    x = torch.index_select(torch.reshape(x, [-1, $HIDDEN]), 0, at)
                    a = torch.index_select(torch.reshape(a, [-1, $ATTENTION]), 0, at)
                  x = (self).mix(x, a, w, lo, scale, i)
                return torch.rms_norm(x, [$HIDDEN], w[1], $EPS)
              def output(self: T,
                h: Tensor,
                freq: Tensor,
                w: List[Tensor]) -> Tensor:
                return torch.to(torch.linear(h, w[2]), freq)
              def masks(self: T,
                seen: Tensor,
                before: int,
                w: List[Tensor]) -> List[Tensor]:
                out = [torch.unsqueeze(torch.log(torch.to(seen, w[1])), 1)]
                if $WINDOW > 0:
                  near = torch.triu(seen, before + 1 - $WINDOW)
                  out.append(torch.unsqueeze(torch.log(torch.to(near, w[1])), 1))
                return out
              def blocks(self: T,
                seg: Tensor,
                w: List[Tensor]) -> List[Tensor]:
                same = torch.eq(torch.unsqueeze(seg, 2), torch.unsqueeze(seg, 1))
                return (self).masks(torch.tril(same), 0, w)
              def states(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float) -> Tensor:
                none = annotate(List[Tensor], [])
                return (self).hidden(tok, pos, (self).blocks(seg, w), at, freq, w, lo, scale, none, none, at, at, 0)
              def logits(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float) -> Tensor:
                return (self).output((self).states(tok, pos, seg, at, freq, w, lo, scale), freq, w)
            """;

    private LayersScript() {}
}
