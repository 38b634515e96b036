using Baseline.Applying;
using Baseline.Arm.Client;
using Baseline.Arm.Reading;
using Baseline.Arm.Writing;
using Baseline.Cli.Estates;
using Baseline.Cli.Output;
using Baseline.Cli.Tests.Faults;
using Baseline.TestKit.Loopback;

namespace Baseline.Cli.Tests.Hostile;

/// <summary>What answers on a loopback port, as if it were Azure, with short bounds for what is measured in real time.</summary>
/// <param name="address">The port.</param>
internal sealed class SocketAzure(Uri address) : IEstateOpener
{
    /// <summary>What is waited for by the clock.</summary>
    public HastyClock Clock { get; } = new();

    public EstateSession Open(EstateArguments arguments, IOContext io, ConsoleStreams streams)
    {
        var connection = new ArmConnection(new ArmOptions
        {
            Cloud = ArmCloud.Custom(address),
            Clock = Clock,
            NetworkTimeout = TimeSpan.FromMilliseconds(400),
            MaxAnswerBytes = HostileServer.HugeBytes,
            MaxRetries = 1,
            PollInterval = TimeSpan.FromSeconds(30),
            Observer = RequestLog.For(streams),
        });
        var failures = new ReadFailures();
        return new EstateSession(
            new ArmEstateReader(connection, "azure", null, new ReadOptions { Failures = failures }), new ArmChangeWriter(connection), () => { })
        { Pace = ApplyPace.InMemory, Failures = failures };
    }
}
