using Baseline.Arm.RateLimits;

namespace Baseline.Arm.Client;

/// <summary>Where a cloud's Resource Manager is, and which tokens it takes.</summary>
/// <param name="Name">The name on the command line; <c>custom</c> for an endpoint of the user's own.</param>
/// <param name="Endpoint">The address of the Resource Manager.</param>
/// <param name="Scope">What a token is asked for.</param>
/// <param name="AuthorityHost">Where one signs in.</param>
public sealed record ArmCloud(string Name, Uri Endpoint, string Scope, Uri AuthorityHost)
{
    /// <summary>Azure.</summary>
    public static ArmCloud Public { get; } =
        Of("public", "https://management.azure.com", "https://login.microsoftonline.com");

    /// <summary>Azure operated by 21Vianet.</summary>
    public static ArmCloud China { get; } =
        Of("china", "https://management.chinacloudapi.cn", "https://login.chinacloudapi.cn");

    /// <summary>Azure Government.</summary>
    public static ArmCloud UsGov { get; } =
        Of("usgov", "https://management.usgovcloudapi.net", "https://login.microsoftonline.us");

    /// <summary>The published limits; null for an endpoint of the user's own, which is taken at its headers' word.</summary>
    public ArmQuota? Quota => this == Public ? ArmQuota.PublicCloud : this == China || this == UsGov ? ArmQuota.Hourly : null;

    /// <summary>The cloud with a name of the command line; null when there is none.</summary>
    public static ArmCloud? Named(string name) =>
        new[] { Public, China, UsGov }.FirstOrDefault(cloud => cloud.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// A Resource Manager at an address of the user's own, with the tokens of <see cref="Public"/> unless said otherwise.
    /// </summary>
    public static ArmCloud Custom(Uri endpoint, string? scope = null, Uri? authorityHost = null) =>
        new("custom", endpoint, scope ?? Public.Scope, authorityHost ?? Public.AuthorityHost);

    private static ArmCloud Of(string name, string endpoint, string authorityHost) =>
        new(name, new Uri(endpoint), $"{endpoint}/.default", new Uri(authorityHost));
}
