package dev.alluvium.model.torch;

/**
 * The program of pre-training: gradients of every weight by autograd, and an AdamW step. Gradients are added to {@code
 * gr}; the step uses them up.
 */
final class PretrainingScript {
    static final String SOURCE = """
              def gradients(self: T,
                tok: Tensor,
                pos: Tensor,
                seg: Tensor,
                at: Tensor,
                labels: Tensor,
                weight: Tensor,
                freq: Tensor,
                w: List[Tensor],
                lo: List[Tensor],
                gr: List[Tensor],
                scale: float,
                divisor: float,
                params: List[Tensor]) -> List[Tensor]:
                lg = (self).logits(tok, pos, seg, at, freq, w, lo, scale)
                each = torch.cross_entropy_loss(lg, labels, None, 0, -100, 0.)
                loss = torch.div(torch.sum(torch.mul(each, weight)), divisor)
                gs = torch.grad([loss], params, None, False, False, True)
                for i in range(torch.len(gs)):
                  g = gs[i]
                  if g is not None:
                    _0 = torch.add_(gr[i], g)
                return [torch.detach(loss)]
              def apply(self: T,
                params: List[Tensor],
                gr: List[Tensor],
                first: List[Tensor],
                second: List[Tensor],
                steps: List[Tensor],
                rate: float,
                beta1: float,
                beta2: float,
                eps: float,
                decay: float,
                clip: float) -> List[Tensor]:
                total = torch.zeros_like(steps[0])
                for i in range(torch.len(gr)):
                  n = torch.linalg_vector_norm(gr[i])
                  total = torch.add(total, torch.mul(n, n))
                norm = torch.sqrt(total)
                shrink = torch.clamp(torch.div(clip, torch.add(norm, 1e-6)), None, 1.0)
                ps = annotate(List[Tensor], [])
                for i in range(torch.len(params)):
                  ps.append(torch.detach(params[i]))
                  _0 = torch.mul_(gr[i], shrink)
                  _1 = torch.add_(steps[i], 1)
                torch._fused_adamw_(ps, gr, first, second, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=eps, amsgrad=False, maximize=False)
                for i in range(torch.len(gr)):
                  _2 = torch.zero_(gr[i])
                return [norm]
              def assign(self: T,
                into: List[Tensor],
                values: List[Tensor]) -> List[Tensor]:
                for i in range(torch.len(into)):
                  _0 = torch.copy_(torch.detach(into[i]), values[i])
                return annotate(List[Tensor], [])
            """;

    private PretrainingScript() {}
}
