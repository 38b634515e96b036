using Baseline.Emulator;
using Baseline.Emulator.Server;

namespace Baseline.Bench;

/// <summary>An estate that is served over HTTPS, with the sign-in of its tenant.</summary>
internal sealed class ServedEstate : IAsyncDisposable
{
    private readonly EmulatorServer _server;

    private ServedEstate(EmulatorServer server) => _server = server;

    /// <summary>What was asked of it.</summary>
    public IReadOnlyList<ArmExchange> Log => _server.Emulator.Log;

    /// <summary>Where it is.</summary>
    public string Endpoint => _server.Endpoint.ToString().TrimEnd('/');

    /// <summary>What a client needs to sign in and to trust it.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["SSL_CERT_FILE"] = _server.CaFile,
        ["AZURE_AUTHORITY_HOST"] = $"{Endpoint}/",
        ["AZURE_TENANT_ID"] = _server.Credentials.TenantId,
        ["AZURE_CLIENT_ID"] = Caller.ClientId,
        ["AZURE_CLIENT_SECRET"] = _server.Credentials.ClientSecret,
    };

    public static async Task<ServedEstate> StartAsync(string file, Conditions conditions) =>
        new(await EmulatorServer.StartAsync(conditions.Serve(file), CancellationToken.None));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
