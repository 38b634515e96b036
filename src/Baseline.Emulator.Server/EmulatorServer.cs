using System.Net;
using Baseline.Emulator.Faults;
using Baseline.Emulator.Server.Arm;
using Baseline.Emulator.Server.Hosting;
using Baseline.Emulator.Server.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Baseline.Emulator.Server;

/// <summary>The emulator over HTTPS on the loopback address, with the sign-in of its tenant. It runs until disposed.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly CertificateAuthority _authority;
    private readonly ClientFiles _files;
    private readonly EstateFile _estate;
    private readonly TokenIssuer _issuer;

    private EmulatorServer(ServerOptions options)
    {
        _estate = new EstateFile(options.EstateFile, options.Save);
        Faults = options.Emulator?.Faults;
        try
        {
            Emulator = _estate.Load(options.Emulator ?? new EmulatorOptions(options.Clock));
        }
        catch
        {
            _estate.Dispose();
            throw;
        }

        Credentials = new Credentials(Emulator.TenantId);
        _issuer = new TokenIssuer(Credentials.TenantId, options.Clock);
        _authority = new CertificateAuthority(options.Clock);
        _files = new ClientFiles(options.CaFile, _authority.Pem, Credentials.FederatedToken);
        _application = Build(options);
    }

    /// <summary>The address that clients use.</summary>
    public Uri Endpoint { get; private set; } = new("https://localhost");

    /// <summary>The emulator behind it.</summary>
    public ArmEmulator Emulator { get; }

    /// <summary>How the emulator misbehaves; null for not at all.</summary>
    public FaultOptions? Faults { get; }

    /// <summary>What clients sign in with.</summary>
    public Credentials Credentials { get; }

    /// <summary>The certificate that clients must trust, a PEM file.</summary>
    public string CaFile => _files.CaFile;

    /// <summary>The federated token of <see cref="Credentials"/>, in a file as workload identities have it.</summary>
    public string FederatedTokenFile => _files.FederatedTokenFile;

    /// <summary>Every bearer token that was given out.</summary>
    public IReadOnlyCollection<string> IssuedTokens => _issuer.Issued;

    /// <summary>Loads the estate and listens.</summary>
    /// <exception cref="EstateFormatException">The estate file is not one.</exception>
    /// <exception cref="IOException">A file can't be read or written, or the port is taken.</exception>
    public static async Task<EmulatorServer> StartAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = new EmulatorServer(options);
        try
        {
            await server._application.StartAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        var addresses = server._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        server.Endpoint = new Uri($"https://localhost:{new Uri(addresses?.Addresses.First() ?? "").Port}");
        return server;
    }

    /// <summary>Waits until the process is asked to end, with Ctrl+C or SIGTERM.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) =>
        _application.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        try
        {
            _estate.KeepFinally(Emulator);
        }
        finally
        {
            _estate.Dispose();
        }

        _files.Dispose();
        _authority.Dispose();
    }

    private WebApplication Build(ServerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listener =>
            {
                listener.Protocols = HttpProtocols.Http1AndHttp2;
                listener.UseHttps(_authority.IssueForLoopback());
            });
        });
        var application = builder.Build();
        Map(application, options);
        return application;
    }

    private void Map(WebApplication application, ServerOptions options)
    {
        RequestDelegate token = new TokenEndpoint(Credentials, _issuer, options.Clock).AnswerAsync;
        RequestDelegate identity = new ManagedIdentityEndpoint(Credentials, _issuer).AnswerAsync;
        var arm = new ArmEndpoint(Emulator, _estate, new BearerCheck(_issuer, options.Clock), options);

        application.MapPost("/{tenant}/oauth2/v2.0/token", token);
        application.MapPost("/adfs/oauth2/token", token);
        application.MapGet("/msi/token", identity);
        application.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", (RequestDelegate)Discovery.TenantAsync);
        application.MapGet("/adfs/.well-known/openid-configuration", (RequestDelegate)Discovery.FederationServiceAsync);
        application.MapGet("/common/discovery/instance", (RequestDelegate)Discovery.InstanceAsync);
        application.MapGet("/metadata/endpoints", (RequestDelegate)CloudMetadata.AnswerAsync);

        // Everything else is the Resource Manager's, whatever its path looks like.
        application.Use((context, next) => context.GetEndpoint() is null ? arm.AnswerAsync(context) : next(context));
    }
}
