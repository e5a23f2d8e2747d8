package dev.alluvium.model.torch;

/**
 * Attention over tokens laid out without padding, [tokens, heads * dim], forward and backward.
 *
 * <p>On a CPU a block at a time: one long record, causal, or several short ones under a block-diagonal mask. The heads
 * that share a key are the heads of a batch of keys, so that no key is copied. On CUDA all records at once by the
 * variable-length flash kernel, which takes fp16 and bf16 alone.
 */
final class AttentionScript {
    static final String CPU = """
              def block_masks(self: T,
                seg: Tensor,
                bounds: List[int],
                alone: List[int],
                window: int,
                w: List[Tensor]) -> List[Tensor]:
                out = annotate(List[Tensor], [])
                for s in range(torch.len(alone)):
                  b = bounds[s]
                  e = bounds[s + 1]
                  if alone[s] > 0 and (window == 0 or e - b <= window):
                    out.append(torch.slice(w[1], 0, 0, 0))
                  else:
                    g = torch.slice(seg, 0, b, e)
                    seen = torch.tril(torch.eq(torch.unsqueeze(g, 1), torch.unsqueeze(g, 0)))
                    if window > 0:
                      near = torch.triu(seen, 1 - window)
                    else:
                      near = seen
                    out.append(torch.log(torch.to(near, w[1])))
                return out
              def queries(self: T,
                x: Tensor,
                b: int,
                e: int) -> Tensor:
                return torch.permute(torch.view(torch.slice(x, 0, b, e), [e - b, $KV, $GROUP, $DIM]), [1, 2, 0, 3])
              def keys(self: T,
                x: Tensor,
                b: int,
                e: int) -> Tensor:
                y = torch.permute(torch.view(torch.slice(x, 0, b, e), [e - b, $KV, 1, $DIM]), [1, 2, 0, 3])
                return torch.expand(y, [$KV, $GROUP, e - b, $DIM])
              def attention(self: T,
                q: Tensor,
                k: Tensor,
                v: Tensor,
                bounds: List[int],
                masks: List[Tensor],
                window: int) -> List[Tensor]:
                a = torch.empty_like(q)
                out = [a]
                for s in range(torch.len(masks)):
                  b = bounds[s]
                  e = bounds[s + 1]
                  qs = (self).queries(q, b, e)
                  ks = (self).keys(k, b, e)
                  vs = (self).keys(v, b, e)
                  if torch.numel(masks[s]) > 0:
                    o, lse = torch._scaled_dot_product_flash_attention_for_cpu(qs, ks, vs, 0., False, attn_mask=masks[s])
                  else:
                    o, lse = torch._scaled_dot_product_flash_attention_for_cpu(qs, ks, vs, 0., True)
                  _0 = torch.copy_((self).queries(a, b, e), o)
                  out.append(lse)
                return out
              def attention_back(self: T,
                da: Tensor,
                q: Tensor,
                k: Tensor,
                v: Tensor,
                out: List[Tensor],
                bounds: List[int],
                masks: List[Tensor],
                window: int) -> List[Tensor]:
                dq = torch.empty_like(q)
                dk = torch.empty_like(k)
                dv = torch.empty_like(v)
                for s in range(torch.len(masks)):
                  b = bounds[s]
                  e = bounds[s + 1]
                  qs = (self).queries(q, b, e)
                  ks = (self).keys(k, b, e)
                  vs = (self).keys(v, b, e)
                  o = (self).queries(out[0], b, e)
                  g = (self).queries(da, b, e)
                  if torch.numel(masks[s]) > 0:
                    gq, gk, gv = torch._scaled_dot_product_flash_attention_for_cpu_backward(g, qs, ks, vs, o, out[1 + s], 0., False, attn_mask=masks[s])
                  else:
                    gq, gk, gv = torch._scaled_dot_product_flash_attention_for_cpu_backward(g, qs, ks, vs, o, out[1 + s], 0., True)
                  _0 = torch.copy_((self).queries(dq, b, e), gq)
                  _1 = torch.copy_(torch.permute(torch.view(torch.slice(dk, 0, b, e), [e - b, $KV, $DIM]), [1, 0, 2]), torch.sum(gk, [1]))
                  _2 = torch.copy_(torch.permute(torch.view(torch.slice(dv, 0, b, e), [e - b, $KV, $DIM]), [1, 0, 2]), torch.sum(gv, [1]))
                return [dq, dk, dv]
            """;

    static final String CUDA = """
              def block_masks(self: T,
                seg: Tensor,
                bounds: List[int],
                alone: List[int],
                window: int,
                w: List[Tensor]) -> List[Tensor]:
                longest = 0
                for s in range(torch.len(alone)):
                  longest = ops.prim.max(longest, bounds[s + 1] - bounds[s])
                ends = torch.to(torch.tensor(bounds, dtype=3), ops.prim.device(seg), 3)
                return [ends, torch.slice(ends, 0, 0, 0), torch.tensor(longest)]
              def attention(self: T,
                q: Tensor,
                k: Tensor,
                v: Tensor,
                bounds: List[int],
                masks: List[Tensor],
                window: int) -> List[Tensor]:
                longest = int(torch.item(masks[2]))
                if window > 0:
                  left = window - 1
                else:
                  left = -1
                qs = torch.view(q, [-1, $HEADS, $DIM])
                ks = torch.view(k, [-1, $KV, $DIM])
                vs = torch.view(v, [-1, $KV, $DIM])
                o, lse, r1, r2, debug = torch._flash_attention_forward(qs, ks, vs, masks[0], masks[0], longest, longest, 0., True, False, window_size_left=left, window_size_right=0)
                return [torch.view(o, [-1, $HEADS * $DIM]), lse, r1, r2]
              def attention_back(self: T,
                da: Tensor,
                q: Tensor,
                k: Tensor,
                v: Tensor,
                out: List[Tensor],
                bounds: List[int],
                masks: List[Tensor],
                window: int) -> List[Tensor]:
                longest = int(torch.item(masks[2]))
                if window > 0:
                  left = window - 1
                else:
                  left = -1
                g = torch.view(da, [-1, $HEADS, $DIM])
                qs = torch.view(q, [-1, $HEADS, $DIM])
                ks = torch.view(k, [-1, $KV, $DIM])
                vs = torch.view(v, [-1, $KV, $DIM])
                o = torch.view(out[0], [-1, $HEADS, $DIM])
                gq, gk, gv = torch._flash_attention_backward(g, qs, ks, vs, o, out[1], masks[0], masks[0], longest, longest, 0., True, out[2], out[3], window_size_left=left, window_size_right=0)
                return [torch.view(gq, [-1, $HEADS * $DIM]), torch.view(gk, [-1, $KV * $DIM]), torch.view(gv, [-1, $KV * $DIM])]
            """;

    private AttentionScript() {}
}
