using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Baseline.Emulator.Server.Tests;

/// <summary>An example's estate behind a server in this process, and a client that trusts only the server's authority.</summary>
internal sealed class ServedEstate : IAsyncDisposable
{
    public const string Sub = "11111111-1111-1111-1111-111111111111";

    private const string Public = "https://management.azure.com";

    private ServedEstate(Folder folder, EmulatorServer server)
    {
        (Folder, Server) = (folder, server);
        Client = NewClient(HttpVersion.Version11);
    }

    public Folder Folder { get; }

    public EmulatorServer Server { get; }

    public HttpClient Client { get; }

    public static async Task<ServedEstate> StartAsync(
        string example = "conformity", Func<ServerOptions, ServerOptions>? with = null)
    {
        var folder = new Folder(example);
        var options = new ServerOptions(folder.At("estate.json"));
        var server = await EmulatorServer.StartAsync(with?.Invoke(options) ?? options, TestContext.Current.CancellationToken);
        return new ServedEstate(folder, server);
    }

    public HttpClient NewClient(Version version)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(Server.CaFile) },
        };
        return new HttpClient(handler)
        {
            BaseAddress = Server.Endpoint,
            DefaultRequestVersion = version,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>Signs in with the client secret; what comes back is the whole answer.</summary>
    public Task<HttpResponseMessage> SignInAsync(string? tenant = null, params (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Caller.ClientId,
            ["client_secret"] = Server.Credentials.ClientSecret,
            ["scope"] = $"{Public}/.default",
        };
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        return Client.PostAsync(
            $"/{tenant ?? Server.Credentials.TenantId}/oauth2/v2.0/token",
            new FormUrlEncodedContent(form.Where(field => field.Value.Length > 0)),
            TestContext.Current.CancellationToken);
    }

    public async Task<string> TokenAsync()
    {
        using var answer = await SignInAsync();
        return (string?)(await JsonOf(answer))["access_token"] ?? "";
    }

    /// <summary>Sends a request with a good token, its target exactly as it is written here.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string target, string? json = null, string? host = null)
    {
        var address = new Uri(
            $"https://{host ?? $"localhost:{Server.Endpoint.Port}"}{target}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync());
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonNode> JsonOf(HttpResponseMessage answer) =>
        Assert.IsAssignableFrom<JsonNode>(
            JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        Folder.Dispose();
    }
}
