using System.Net;
using System.Net.Sockets;
using Acsa.Dicom.Network;
using Acsa.Dicom.Network.StateMachine;

namespace Acsa.Dicom.Tests.Network;

public class PatienceTests
{
    private static readonly object Association = new();

    [Fact]
    public async Task A_wait_moves_off_the_pool_and_then_stays()
    {
        Assert.False(AssociationThread.IsServing(Association));
        await AssociationThread.SwitchTo(Association);
        var moved = Environment.CurrentManagedThreadId;
        Assert.True(AssociationThread.IsServing(Association));
        Assert.False(Thread.CurrentThread.IsThreadPoolThread);
        await AssociationThread.SwitchTo(Association);
        Assert.Equal(moved, Environment.CurrentManagedThreadId);
        await Task.Yield();
    }

    [Fact]
    public async Task A_client_opened_by_a_provider_waits_on_a_thread_of_its_own()
    {
        await AssociationThread.SwitchTo(Association);
        var moved = Environment.CurrentManagedThreadId;
        var other = new object();
        Assert.False(AssociationThread.IsServing(other));
        await AssociationThread.SwitchTo(other);
        Assert.True(AssociationThread.IsServing(other));
        Assert.NotEqual(moved, Environment.CurrentManagedThreadId);
        await Task.Yield();
    }

    [Fact]
    public async Task Threads_are_used_again()
    {
        var used = new HashSet<int>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (var isNew = true; isNew; await Task.Delay(1)) // the thread returns after its work has told of its end
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{used.Count} threads, each used once");
            isNew = await Task.Run(async () =>
            {
                await AssociationThread.SwitchTo(Association);
                return used.Add(Environment.CurrentManagedThreadId);
            });
        }
    }

    [Fact]
    public async Task A_provider_may_be_a_client_within_its_call()
    {
        await using var inner = new Script().Listen();
        DicomStatus? relayed = null;
        var script = new Script
        {
            OnEcho = async () => relayed = await EchoAsync(inner.Port),
        };
        await using var outer = script.Listen();

        Assert.Equal(DicomStatus.Success, await EchoAsync(outer.Port).WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(DicomStatus.Success, relayed);
    }

    private static async Task<DicomStatus?> EchoAsync(int port)
    {
        DicomStatus? status = null;
        var client = DicomClientFactory.Create("127.0.0.1", port, false, "SCANNER", "NODE");
        await client.AddRequestAsync(new DicomCEchoRequest { OnResponseReceived = (_, response) => status = response.Status });
        await client.SendAsync();
        return status;
    }

    [Fact]
    public async Task Reads_what_comes_in_time_and_tells_nothing_from_the_end_from_broken()
    {
        var (near, far) = await ConnectAsync();
        using var stream = new TcpNetworkStream(near);
        var buffer = new byte[16];
        Assert.Equal(PatientRead.Nothing, stream.TryRead(buffer, TimeSpan.Zero, out _));
        Assert.Equal(PatientRead.Nothing, stream.TryRead(buffer, TimeSpan.FromMilliseconds(20), out _));

        var later = Task.Run(async () =>
        {
            await Task.Delay(20);
            await far.SendAsync(new byte[] { 1, 2, 3 });
        });
        Assert.Equal(PatientRead.Done, stream.TryRead(buffer, TimeSpan.FromSeconds(30), out var read));
        Assert.Equal([1, 2, 3], buffer[..read]);
        await later;

        far.Shutdown(SocketShutdown.Send);
        Assert.Equal(PatientRead.Done, stream.TryRead(buffer, TimeSpan.FromSeconds(30), out read));
        Assert.Equal(0, read);
        stream.Dispose();
        Assert.Equal(PatientRead.Broken, stream.TryRead(buffer, TimeSpan.Zero, out _));
        far.Dispose();
    }

    [Fact]
    public async Task A_reset_connection_is_broken_and_not_at_its_end()
    {
        var (near, far) = await ConnectAsync();
        using var stream = new TcpNetworkStream(near);
        far.LingerState = new LingerOption(true, 0);
        far.Dispose();
        Assert.Equal(PatientRead.Broken, stream.TryRead(new byte[1], TimeSpan.FromSeconds(30), out _));
    }

    private static async Task<(Socket Near, Socket Far)> ConnectAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await far.ConnectAsync(listener.LocalEndPoint!);
        return (await listener.AcceptAsync(), far);
    }
}
