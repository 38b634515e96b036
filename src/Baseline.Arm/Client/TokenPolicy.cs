using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Baseline.Arm.Client;

/// <summary>
/// Signs each request with a token. A token that Azure says has expired, although the clock of this machine knows better, is
/// fetched once anew; where the new one is refused as well, the refusal stands.
/// </summary>
internal sealed class TokenPolicy(TokenCredential credential, string scope) : HttpPipelinePolicy
{
    // Another tenant's resource refuses the token with the same header, and no new one would do.
    private const string OtherTenant = "InvalidAuthenticationTokenTenant";

    private static readonly string[] Expired = ["ExpiredAuthenticationToken", "InvalidAuthenticationToken", "invalid_token"];

    private SignedWith _current = new(new BearerTokenAuthenticationPolicy(credential, scope));

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Requests are sent asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var used = Volatile.Read(ref _current);
        await used.Policy.ProcessAsync(message, pipeline);
        if (!IsExpired(message.Response))
        {
            used.WasTaken |= message.Response.Status != 401;
            return;
        }

        // One that was never taken is a new one already.
        if (used.WasTaken)
        {
            Interlocked.CompareExchange(ref _current, new SignedWith(new BearerTokenAuthenticationPolicy(credential, scope)), used);
        }

        var current = Volatile.Read(ref _current);
        if (current != used)
        {
            message.Response.Dispose();
            await current.Policy.ProcessAsync(message, pipeline);
            current.WasTaken |= message.Response.Status != 401;
        }
    }

    private static bool IsExpired(Response response)
    {
        if (response.Status != 401)
        {
            return false;
        }

        var code = ErrorBody.Read(response.Status, AnswerReader.BodyOf(response), null).Code;
        return Expired.Contains(code)
            || (code != OtherTenant
                && response.Headers.TryGetValue("WWW-Authenticate", out var challenge)
                && challenge.Contains("invalid_token", StringComparison.Ordinal));
    }

    /// <summary>What signs requests, with the token that it keeps.</summary>
    private sealed class SignedWith(BearerTokenAuthenticationPolicy policy)
    {
        private volatile bool _wasTaken;

        public BearerTokenAuthenticationPolicy Policy => policy;

        /// <summary>Whether Azure took a request that was signed with it.</summary>
        public bool WasTaken
        {
            get => _wasTaken;
            set => _wasTaken = value;
        }
    }
}
