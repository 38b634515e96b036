namespace Baseline.Emulator.Server.SignIn;

/// <summary>What the caller proves its identity with, new at each start.</summary>
/// <param name="TenantId">The directory.</param>
public sealed record Credentials(string TenantId)
{
    /// <summary>The secret of the application <see cref="Caller.ClientId"/>.</summary>
    public string ClientSecret { get; } = Secret.New();

    /// <summary>The token of another issuer that the application trusts.</summary>
    public string FederatedToken { get; } = Secret.New();

    /// <summary>What an application asks the managed identity endpoint with.</summary>
    public string IdentityHeader { get; } = Secret.New();
}
