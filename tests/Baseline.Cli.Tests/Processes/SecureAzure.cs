using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Baseline.Emulator;

namespace Baseline.Cli.Tests.Processes;

/// <summary>
/// The emulator on a loopback port over TLS, with the sign-in of a managed identity beside it, for the tool in a process of
/// its own. A write is held until the test lets it go.
/// </summary>
internal sealed class SecureAzure : IDisposable
{
    private readonly TcpListener _resources = new(IPAddress.Loopback, 0);
    private readonly TcpListener _identity = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ArmEmulator _emulator;
    private readonly X509Certificate2 _certificate;

    public SecureAzure(byte[] seed)
    {
        using var stream = new MemoryStream(seed);
        _emulator = ArmEmulator.Load(stream, new EmulatorOptions(TimeProvider.System));
        _certificate = NewCertificate();
        _resources.Start();
        _identity.Start();
        _ = ServeAsync(_resources, async stream =>
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(_certificate);
            return tls;
        }, AnswerAsync);
        _ = ServeAsync(_identity, stream => Task.FromResult<Stream>(stream), _ => Task.FromResult<(int, ReadOnlyMemory<byte>)>(
            (200, """{"access_token":"token","expires_on":"4102444800","resource":"r","token_type":"Bearer"}"""u8.ToArray())));
    }

    public string Endpoint => $"https://localhost:{PortOf(_resources)}";

    public string IdentityEndpoint => $"http://127.0.0.1:{PortOf(_identity)}/token";

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

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private async Task<(int Status, ReadOnlyMemory<byte> Body)> AnswerAsync((string Method, string Target, byte[] Body) request)
    {
        if (request.Method == "PUT")
        {
            _held.TrySetResult();
            await _release.Task;
        }

        var answer = _emulator.Handle(new ArmRequest(request.Method, new Uri(Endpoint + request.Target), [], request.Body));
        return (answer.Status, answer.Body);
    }

    private static async Task ServeAsync(
        TcpListener listener,
        Func<NetworkStream, Task<Stream>> open,
        Func<(string Method, string Target, byte[] Body), Task<(int Status, ReadOnlyMemory<byte> Body)>> answer)
    {
        try
        {
            while (true)
            {
                _ = ServeOneAsync(await listener.AcceptTcpClientAsync(), open, answer);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private static async Task ServeOneAsync(
        TcpClient client,
        Func<NetworkStream, Task<Stream>> open,
        Func<(string Method, string Target, byte[] Body), Task<(int Status, ReadOnlyMemory<byte> Body)>> answer)
    {
        using (client)
        {
            await using var stream = await open(client.GetStream());
            var (status, body) = await answer(await ReadAsync(stream));
            var head = $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
            await stream.WriteAsync(body);
            await stream.FlushAsync();
        }
    }

    private static async Task<(string Method, string Target, byte[] Body)> ReadAsync(Stream stream)
    {
        var text = "";
        var buffer = new byte[65536];
        while (true)
        {
            var count = await stream.ReadAsync(buffer);
            text += Encoding.Latin1.GetString(buffer, 0, count);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            var length = at < 0 ? 0 : int.Parse(text[(at + 16)..].Split('\r')[0], CultureInfo.InvariantCulture);
            if (count == 0 || (end > 0 && text.Length >= end + 4 + length))
            {
                var line = text.Split(' ', 3);
                return (line[0], line[1], Encoding.Latin1.GetBytes(text[(end + 4)..]));
            }
        }
    }

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
