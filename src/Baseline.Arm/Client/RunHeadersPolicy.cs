using Azure.Core;
using Azure.Core.Pipeline;

namespace Baseline.Arm.Client;

/// <summary>Says in every request which program and which run it belongs to.</summary>
internal sealed class RunHeadersPolicy(ArmOptions options) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.SetValue("User-Agent", $"baseline/{options.Version}");
        if (options.CorrelationId is { Length: > 0 } id)
        {
            message.Request.Headers.SetValue("x-ms-correlation-request-id", id);
        }
    }
}
