using System.Text;

namespace Baseline.Emulator.Server;

/// <summary>What a client must know, as lines that a shell can evaluate.</summary>
internal static class Announcement
{
    public static string Of(EmulatorServer server)
    {
        var (endpoint, credentials) = (server.Endpoint.ToString().TrimEnd('/'), server.Credentials);
        (string Name, string Value)[] variables =
        [
            ("BASELINE_EMULATOR_ENDPOINT", endpoint),
            ("SSL_CERT_FILE", server.CaFile),
            ("REQUESTS_CA_BUNDLE", server.CaFile),
            ("NODE_EXTRA_CA_CERTS", server.CaFile),
            ("AZURE_AUTHORITY_HOST", $"{endpoint}/"),
            ("AZURE_TENANT_ID", credentials.TenantId),
            ("AZURE_CLIENT_ID", Caller.ClientId),
            ("AZURE_CLIENT_SECRET", credentials.ClientSecret),
            ("AZURE_FEDERATED_TOKEN_FILE", server.FederatedTokenFile),
            ("IDENTITY_ENDPOINT", $"{endpoint}/msi/token"),
            ("IDENTITY_HEADER", credentials.IdentityHeader),
        ];

        var text = new StringBuilder();
        foreach (var (name, value) in variables)
        {
            text.Append("export ").Append(name).Append('=').Append(Quoted(value)).Append('\n');
        }

        return text.ToString();
    }

    private static string Quoted(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
