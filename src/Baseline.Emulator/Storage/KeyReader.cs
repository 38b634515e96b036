using System.Text.Json.Nodes;
using Baseline.Emulator.Store;

namespace Baseline.Emulator.Storage;

/// <summary>Who reads the key: the account, its identities, and the identity block of its encryption.</summary>
internal sealed record KeyReader(ResourcePath Account, JsonObject? Identity, JsonObject? Reader)
{
    /// <summary>Whether an application that is known to other tenants reads for the identity.</summary>
    public bool IsFederated => Reader?["federatedIdentityClientId"].AsText() is { Length: > 0 };
}
