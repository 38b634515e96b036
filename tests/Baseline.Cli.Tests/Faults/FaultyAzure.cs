using System.Net;
using System.Text;
using Azure.Core.Pipeline;
using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Cli.Estates;
using Baseline.Cli.Files;
using Baseline.Cli.Output;
using Baseline.Emulator;

namespace Baseline.Cli.Tests.Faults;

/// <summary>One answer of Azure that is none that was hoped for.</summary>
/// <param name="Status">The HTTP status; 0: the connection is lost.</param>
/// <param name="Body">The body.</param>
internal sealed record Fault(int Status, string Body = "")
{
    public string ContentType { get; init; } = "application/json";

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether Azure carries the request out all the same.</summary>
    public bool TakesEffect { get; init; }

    /// <summary>Whether the connection is lost before anything is sent.</summary>
    public bool NeverArrives { get; init; }

    /// <summary>An error in the usual form, with a correlation id.</summary>
    public static Fault Error(int status, string code, string message) =>
        new Fault(status, $$"""{"error":{"code":"{{code}}","message":"{{message}}"} }""").With("x-ms-correlation-request-id", "c0ffee00-0000-0000-0000-000000000001");

    public Fault With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}

/// <summary>The emulator as if it were Azure, behind a network on which requests of one kind meet faults.</summary>
/// <param name="method">The method of the requests.</param>
/// <param name="path">A part of their path.</param>
/// <param name="faults">What the first ones meet.</param>
/// <param name="forEver">Whether the last fault goes on.</param>
internal sealed class FaultyAzure(string method, string path, IReadOnlyList<Fault> faults, bool forEver) : IEstateOpener
{
    private int _tries;

    public HastyClock Clock { get; } = new();

    /// <summary>How often a request of the kind was tried.</summary>
    public int Tries => _tries;

    /// <summary>Happens before each request, with its number from 1.</summary>
    public Action<int> BeforeRequest { get; init; } = _ => { };

    /// <summary>Happens before each write, with its path.</summary>
    public Action<string> BeforeWrite { get; init; } = _ => { };

    public EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams)
    {
        var file = arguments.EmulatorFile ?? throw new InvalidOperationException("The estate is to be emulated.");
        using var seed = new MemoryStream(UserFiles.Read(io, file));
        var emulator = ArmEmulator.Load(seed, new EmulatorOptions(Clock));
        var connection = new ArmConnection(new ArmOptions
        {
            Clock = Clock,
            Transport = new HttpClientTransport(new Network(this, new ArmEmulatorHandler(emulator))),
            Observer = RequestLog.For(streams),

            // One request after the other, so that the same ones meet the faults in every run.
            Parallelism = 1,
        });
        var tally = new ReadingTally();
        var failures = new ReadFailures();
        return new EstateSession(
            new ArmEstateReader(connection, "azure", null, new ReadOptions { Progress = tally, Failures = failures }),
            new ArmChangeWriter(connection),
            () => UserFiles.Replace(io, file, Audience.Anybody, emulator.Save))
        { Pace = ApplyPace.InMemory, Tally = tally, Failures = failures };
    }

    private sealed class Network(FaultyAzure azure, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            azure.BeforeRequest(Interlocked.Increment(ref _requests));
            if (request.Method != HttpMethod.Get)
            {
                azure.BeforeWrite(request.RequestUri?.AbsolutePath ?? "");
            }

            if (azure.FaultOf(request) is not { } fault)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            if (fault.TakesEffect)
            {
                using var unseen = await base.SendAsync(request, cancellationToken);
            }

            return fault.Status > 0 ? Response(fault)
                : throw new HttpRequestException(
                    fault.NeverArrives ? HttpRequestError.ConnectionError : HttpRequestError.ResponseEnded, "The connection was reset.");
        }

        private static HttpResponseMessage Response(Fault fault)
        {
            var response = new HttpResponseMessage((HttpStatusCode)fault.Status)
            {
                Content = new StringContent(fault.Body, Encoding.UTF8, fault.ContentType),
            };
            foreach (var (name, value) in fault.Headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        }
    }

    private Fault? FaultOf(HttpRequestMessage request)
    {
        var isMet = request.Method.Method == method
            && (request.RequestUri?.AbsolutePath.Contains(path, StringComparison.OrdinalIgnoreCase) ?? false);
        if (!isMet)
        {
            return null;
        }

        var at = Interlocked.Increment(ref _tries) - 1;
        return at < faults.Count ? faults[at] : forEver ? faults[^1] : null;
    }
}
