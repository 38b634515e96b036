using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Baseline.Emulator;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Processes;

/// <summary>
/// The emulator on a loopback port over TLS, with the sign-in of a managed identity beside it, for the tool in a process of
/// its own. A write is held until the test lets it go.
/// </summary>
internal sealed class SecureAzure : IDisposable
{
    private readonly LoopbackServer _resources;
    private readonly LoopbackServer _identity;
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ArmEmulator _emulator;
    private readonly X509Certificate2 _certificate;

    public SecureAzure(byte[] seed)
    {
        using var stream = new MemoryStream(seed);
        _emulator = ArmEmulator.Load(stream, new EmulatorOptions(TimeProvider.System));
        _certificate = NewCertificate();
        _resources = new LoopbackServer(AnswerAsync, _certificate);
        _identity = new LoopbackServer(SignInAsync);
    }

    public string Endpoint => _resources.Address;

    public string IdentityEndpoint => $"{_identity.Address}/token";

    /// <summary>The certificate, as a client has to trust it.</summary>
    public string Certificate => _certificate.ExportCertificatePem();

    /// <summary>Ends when the first write has come.</summary>
    public Task WriteIsHeld => _held.Task;

    public void Release() => _release.TrySetResult();

    public int Writes => _emulator.Log.Count(exchange => exchange.Method == "PUT");

    public void Dispose()
    {
        Release();
        _resources.Dispose();
        _identity.Dispose();
        _certificate.Dispose();
    }

    private async Task<LoopbackAnswer> AnswerAsync(LoopbackRequest request)
    {
        if (request.Method == "PUT")
        {
            _held.TrySetResult();
            await _release.Task;
        }

        var answer = _emulator.Handle(new ArmRequest(request.Method, new Uri(Endpoint + request.Target), [], request.Body));
        return new LoopbackAnswer(answer.Status, answer.Body);
    }

    private static Task<LoopbackAnswer> SignInAsync(LoopbackRequest request) => Task.FromResult(new LoopbackAnswer(
        200, """{"access_token":"token","expires_on":"4102444800","resource":"r","token_type":"Bearer"}"""u8.ToArray()));

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
