using System.Text;
using Baseline.Emulator.Faults;

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

        var text = new StringBuilder(server.Faults is { } faults ? Told(faults) : "");
        foreach (var (name, value) in variables)
        {
            text.Append("export ").Append(name).Append('=').Append(Quoted(value)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A comment, so that the shell passes over it.</summary>
    private static string Told(FaultOptions faults) =>
        $"# Faults by seed {faults.Seed}, {faults.Rate} per cent of the requests: {string.Join(", ", faults.Kinds)}\n";

    private static string Quoted(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
