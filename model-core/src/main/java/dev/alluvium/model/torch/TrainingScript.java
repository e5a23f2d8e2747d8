package dev.alluvium.model.torch;

/** Loss, gradients and an AdamW step. */
final class TrainingScript {
    static final String SOURCE = """
              def gradients(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                labels: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                divisor: float,
                params: List[Tensor]) -> List[Tensor]:
                lg = (self).logits(tok, pos, seg, at, freq, w, lo, scale)
                loss = torch.div(torch.cross_entropy_loss(lg, labels, None, 2, -100, 0.), divisor)
                out = [torch.detach(loss)]
                gs = torch.grad([loss], params, None, False, False, True)
                for i in range(torch.len(gs)):
                  g = gs[i]
                  if g is not None:
                    out.append(g)
                  else:
                    out.append(torch.zeros_like(params[i]))
                return out
              def step(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                labels: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                scale: float,
                divisor: float,
                params: List[Tensor],
                first: List[Tensor],
                second: List[Tensor],
                steps: List[Tensor],
                rate: float,
                beta1: float,
                beta2: float,
                eps: float,
                decay: float,
                clip: float) -> List[Tensor]:
                out = (self).gradients(tok, pos, seg, at, labels, freq, w, lo, scale, divisor, params)
                total = torch.zeros_like(out[0])
                for i in range(torch.len(params)):
                  n = torch.linalg_vector_norm(out[i + 1])
                  total = torch.add(total, torch.mul(n, n))
                norm = torch.sqrt(total)
                shrink = torch.clamp(torch.div(clip, torch.add(norm, 1e-6)), None, 1.0)
                ps = annotate(List[Tensor], [])
                gs = annotate(List[Tensor], [])
                for i in range(torch.len(params)):
                  ps.append(torch.detach(params[i]))
                  gs.append(torch.mul(out[i + 1], shrink))
                  _0 = torch.add_(steps[i], 1)
                torch._fused_adamw_(ps, gs, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
                return [out[0], norm]
              def assign(self: T,
                into: List[Tensor],
                values: List[Tensor]) -> List[Tensor]:
                for i in range(torch.len(into)):
                  _0 = torch.copy_(torch.detach(into[i]), values[i])
                return annotate(List[Tensor], [])
            """;

    private TrainingScript() {}
}
